import { StoreError, type StoreErrorCode } from '#kernel/store/errors.ts';

/** gRPC status codes: https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const codes: Record<number, StoreErrorCode> = {
  1: 'unavailable', // CANCELLED
  2: 'unavailable', // UNKNOWN
  4: 'unavailable', // DEADLINE_EXCEEDED
  6: 'already_exists',
  8: 'unavailable', // RESOURCE_EXHAUSTED
  10: 'contended', // ABORTED
  13: 'unavailable', // INTERNAL
  14: 'unavailable',
  16: 'unavailable', // UNAUTHENTICATED: a token that ran out meanwhile
  409: 'contended', // the HTTP form of ABORTED
};

/** The port's error for what Firestore's client threw; an error that is neither of the two kinds is a bug and passes as it is. */
export function toStoreError(error: unknown, created: string[] = []): unknown {
  if (error instanceof StoreError || !(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') return error;
  const expired = error.code === 3 && error.message.includes('transaction has expired');
  const code = expired ? 'contended' : codes[error.code];
  if (code === undefined) return error;
  return new StoreError(code, error.message, code === 'already_exists' ? namedPath(error.message, created) : undefined, { cause: error });
}

/** Which of the documents to create the message is about: the longest path that it names, as one id may begin with another. */
function namedPath(message: string, created: string[]): string | undefined {
  if (created.length === 1) return created[0];
  return created.filter((path) => message.includes(`/${path}`)).toSorted((a, b) => b.length - a.length)[0];
}
