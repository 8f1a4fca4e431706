/** What a run wrote, kept whole as numbered chunks that never change (R6). */
export type OutputStream = 'stdout' | 'stderr';

/** What is kept of a run beside: the manifest of what an action made, an entry a line as JSON (K3). */
export type KeptStream = OutputStream | 'manifest';

/**
 * Promises: once `saveChunk` has resolved the chunk is durable. Saving the same lines again is fine, by any number of callers at once;
 * other lines under the same number throw OutputStoreError `conflict` and change nothing. Nothing is retried here: callers repeat.
 * Run ids: 1 to 150 characters of [A-Za-z0-9._:@-] (`bad_name`). When the store cannot be reached: `unavailable`.
 */
export interface OutputStore {
  /** `seq` counts 1, 2, 3 … per stream; chunks may come in any order. */
  saveChunk(runId: string, stream: KeptStream, seq: number, lines: readonly string[]): Promise<void>;
  /** Lines of one chunk, or undefined when it is not there. There is no way to read an output whole: nobody has the memory for it (R16). */
  readChunk(runId: string, stream: KeptStream, seq: number): Promise<string[] | undefined>;
  /** Forgets all that a run wrote. A run that is not there is fine. */
  purge(runId: string): Promise<void>;
}

export type OutputStoreErrorCode = 'conflict' | 'bad_name' | 'unavailable';

export class OutputStoreError extends Error {
  readonly code: OutputStoreErrorCode;
  constructor(code: OutputStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OutputStoreError';
    this.code = code;
  }
}
