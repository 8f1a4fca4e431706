import type { ExpectedOutput } from '#domain/intake/submission.ts';
import { observing, type Observed } from '#domain/run/observe.ts';
import type { OutputStore, OutputStream } from '#ports/output-store.ts';

/** After so many missing chunks the rest is not looked for: whoever promised them sends all again. */
const MOST_MISSING = 20;

/**
 * R16: reads what a run wrote chunk by chunk, in memory that does not grow with the output, and says what was seen of it, or which chunks are
 * not there. `told`: lines that count as stderr and are not in the store.
 */
export async function readOutput(
  outputs: OutputStore,
  runId: string,
  chunks: { stdout: number; stderr: number },
  expected: ExpectedOutput[],
  told: readonly string[],
): Promise<{ observed: Observed } | { missing: string[] }> {
  const all = observing(expected);
  const missing: string[] = [];
  const read = async (stream: OutputStream, take: (line: string) => void): Promise<void> => {
    for (let seq = 1; seq <= chunks[stream] && missing.length < MOST_MISSING; seq += 1) {
      const lines = await outputs.readChunk(runId, stream, seq);
      if (lines === undefined) missing.push(`${stream} ${seq}`);
      else for (const line of lines) take(line);
    }
  };
  await read('stdout', (line) => all.stdout(line));
  await read('stderr', (line) => all.stderr(line));
  for (const line of told) all.stderr(line);
  return missing.length > 0 ? { missing } : { observed: all.end() };
}
