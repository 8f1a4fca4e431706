export type StoreErrorCode =
  | 'already_exists'
  | 'read_after_write'
  | 'nothing_read'
  | 'document_too_large'
  | 'not_json'
  | 'undeclared_query'
  | 'contended'
  /** Z5. A newer program has written it. */
  | 'newer_shape'
  /** Z5. What a conversion made of it is no state of its process: nothing is decided on it. */
  | 'misshapen'
  | 'unavailable';

/** The one error class of every store adapter; `code` says which promise was broken. `path` names the document, when there is one. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly path: string | undefined;
  constructor(code: StoreErrorCode, message: string, path?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
    this.path = path;
  }
}

export function isAlreadyExists(error: unknown): error is StoreError {
  return error instanceof StoreError && error.code === 'already_exists';
}
