import type { OutputStore, OutputStream } from '#contexts/operations/ports/output-store.ts';
import type { StreamEnds } from '#contexts/operations/domain/stream-ends.ts';

/** An agent that sends line by line makes small chunks: so many are read from the end before it is enough. */
const MOST_CHUNKS = 3;

/** R16. How a stream begins and ends, in a few reads however long it is. `most`: lines of each. */
export async function readEnds(
  outputs: OutputStore,
  { runId, stream, chunks }: { runId: string; stream: OutputStream; chunks: number },
  most: number,
): Promise<StreamEnds> {
  const chunk = async (seq: number): Promise<string[]> => (await outputs.readChunk(runId, stream, seq)) ?? [];
  if (chunks === 0) return { first: [], last: [] };
  const begin = await chunk(1);
  const first = begin.slice(0, most);
  let last = begin.slice(first.length);
  if (chunks > 1) last = [];
  for (let seq = chunks; seq > Math.max(1, chunks - MOST_CHUNKS) && last.length < most; seq -= 1) last = [...(await chunk(seq)), ...last];
  return { first, last: last.slice(-most) };
}
