import { truncatedMark } from '#contexts/operations/agent.ts';
import { headAndTail } from '#contexts/operations/domain/head-and-tail.ts';
import type { OutputLimits } from '#contexts/operations/domain/limits.ts';
import type { Lines } from '#contexts/operations/ports/executor.ts';
import type { OutputStore, OutputStream } from '#contexts/operations/ports/output-store.ts';

/** Largest chunk, in lines and in characters; a single line may be longer. */
const MOST_LINES = 5_000;
const MOST_CHARACTERS = 1_000_000;

export interface Stream {
  runId: string;
  stream: OutputStream;
  /** R16. More is left out of the middle; without them the usual ones hold. */
  limits: OutputLimits | undefined;
}

/**
 * R6: keeps a stream whole, as far as its limits go, and says in how many chunks, and whether some was left out; each line that is kept is given to `see`. The same lines are
 * always cut in the same places, so that doing it again after a crash saves the same chunks again. Memory does not grow with the stream.
 */
export async function keepOutput(
  outputs: OutputStore,
  { runId, stream, limits }: Stream,
  lines: Lines,
  see: (line: string) => void = () => undefined,
): Promise<{ chunks: number; cut: boolean }> {
  let cut = false;
  const ends = headAndTail(limits, Buffer.byteLength, (bytes) => {
    cut = true;
    return `[${bytes} bytes are left out here]${truncatedMark}`;
  });
  let chunk: string[] = [];
  let [chunks, characters] = [0, 0];
  const save = async (): Promise<void> => {
    chunks += 1;
    await outputs.saveChunk(runId, stream, chunks, chunk);
    [chunk, characters] = [[], 0];
  };
  const keep = async (line: string): Promise<void> => {
    see(line);
    if (chunk.length > 0 && (chunk.length === MOST_LINES || characters + line.length > MOST_CHARACTERS)) await save();
    chunk.push(line);
    characters += line.length;
  };
  for await (const piece of piecesOf(lines)) {
    for (const line of piece) for (const kept of ends.take(line)) await keep(kept);
  }
  for (const line of ends.end()) await keep(line);
  if (chunk.length > 0) await save();
  return { chunks, cut };
}

function piecesOf(lines: Lines): Iterable<readonly string[]> | AsyncIterable<readonly string[]> {
  return Symbol.asyncIterator in lines ? lines : [lines];
}
