import type { RunResults } from '#products/pipelines/contracts/controller/results.ts';

/** How an attempt ended, as its agent's words are judged. */
export type AttemptEnd =
  | { end: 'succeeded'; message: string }
  | { end: 'failed'; code: 'nonzero_exit' | 'unmatched_patterns'; message: string }
  | { end: 'cancelled' }
  /** The agent's fault, not the action's: worth another attempt. */
  | { end: 'fault'; why: string };

/** R7. Nothing false counts as succeeded: the exit code is there and 0, and every pattern matched. */
export function endOf(results: RunResults): AttemptEnd {
  if (results.fault !== undefined) return { end: 'fault', why: results.fault };
  if (results.cancelled) return { end: 'cancelled' };
  if (results.exitCode !== 0) return { end: 'failed', code: 'nonzero_exit', message: exitMessage(results) };
  // K3. The names of files stay at the backend.
  if (results.unmatched) return { end: 'failed', code: 'unmatched_patterns', message: 'A pattern of its outputs matches no file' };
  return { end: 'succeeded', message: results.excluded ? HELD_BACK : 'Completed' };
}

const HELD_BACK = 'Completed; some files of moderate sensitivity were held back';

function exitMessage({ exitCode, message, outOfMemory }: RunResults): string {
  const ended = exitCode === undefined ? 'Its program ended without an exit code' : 'Its program ended with an error';
  const more = message ?? (outOfMemory ? 'it needed more memory than it may have' : undefined);
  return more === undefined ? ended : `${ended}: ${more}`;
}
