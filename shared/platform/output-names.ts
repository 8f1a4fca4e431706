import { OutputStoreError, type KeptStream } from '#contexts/operations/ports/output-store.ts';

/** `<run>/<stream>/000001.json`; throws `bad_name`. A leading dot would allow `..`, and is kept for the stores' own files. */
export function chunkName(runId: string, stream: KeptStream, seq: number): string {
  if (!Number.isSafeInteger(seq) || seq < 1) throw new OutputStoreError('bad_name', `not a chunk number: ${seq}`);
  return `${checkedRunId(runId)}/${stream}/${String(seq).padStart(6, '0')}.json`;
}

export function checkedRunId(runId: string): string {
  if (!/^[A-Za-z0-9_:@-][A-Za-z0-9._:@-]{0,149}$/.test(runId))
    throw new OutputStoreError('bad_name', `not a run id: ${JSON.stringify(runId)}`);
  return runId;
}

/** Throws what saving `text` says when `saved` is what is there afterwards. */
export function checkSaved(saved: string | undefined, text: string, name: string): void {
  if (saved !== text) throw new OutputStoreError('conflict', `chunk ${name} was saved with other lines`);
}
