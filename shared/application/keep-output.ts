import type { OutputStore, OutputStream } from '#ports/output-store.ts';

/** Largest chunk, in lines and in characters; a single line may be longer. */
const MOST_LINES = 5_000;
const MOST_CHARACTERS = 1_000_000;

/**
 * R6: keeps a stream whole, and says in how many chunks. The same lines are always cut in the same places, so that doing it again after
 * a crash saves the same chunks again.
 */
export async function keepOutput(outputs: OutputStore, runId: string, stream: OutputStream, lines: readonly string[]): Promise<number> {
  let chunks = 0;
  for (let from = 0; from < lines.length;) {
    const to = cut(lines, from);
    chunks += 1;
    await outputs.saveChunk(runId, stream, chunks, lines.slice(from, to));
    from = to;
  }
  return chunks;
}

function cut(lines: readonly string[], from: number): number {
  let characters = 0;
  let to = from;
  while (to < lines.length && to - from < MOST_LINES) {
    characters += lines[to]?.length ?? 0;
    if (to > from && characters > MOST_CHARACTERS) break;
    to += 1;
  }
  return to;
}
