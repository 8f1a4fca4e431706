import { append } from '#kernel/lists.ts';
import type { OutputStore, OutputStream } from '#contexts/operations/ports/output-store.ts';

/** Where the lines of one stream lie: how many there are up to the end of each chunk. */
export interface LogIndex {
  /** `ends[n]`: lines in the chunks 1 … n+1. */
  ends: number[];
  bytes: number;
}

export interface LogName {
  runId: string;
  stream: OutputStream;
}

/** Chunks read at once: a chunk is at most some hundred KB. */
const AT_ONCE = 16;

/**
 * Reads on from where the index ends, up to the first chunk that is not there: a log that grows is read once, however often it is looked at. Keeps
 * two numbers of each chunk, and nothing of what is in it.
 */
export async function extendIndex(outputs: OutputStore, { runId, stream }: LogName, index: LogIndex, most: number): Promise<void> {
  for (let [isOver, isLooking] = [false, true]; !isOver && index.ends.length < most; isLooking = false) {
    const first = index.ends.length + 1;
    // One where nothing may have come since; many where there was one.
    const size = isLooking && first > 1 ? 1 : AT_ONCE;
    const seqs = Array.from({ length: Math.min(size, most - index.ends.length) }, (_, n) => first + n);
    const chunks = await Promise.all(seqs.map((seq) => outputs.readChunk(runId, stream, seq)));
    const there = chunks.findIndex((chunk) => chunk === undefined);
    const found = there < 0 ? chunks : chunks.slice(0, there);
    for (const lines of found) {
      index.ends.push((index.ends.at(-1) ?? 0) + (lines?.length ?? 0));
      for (const line of lines ?? []) index.bytes += Buffer.byteLength(line) + 1;
    }
    isOver = there >= 0;
  }
}

export function linesIn({ ends }: LogIndex): number {
  return ends.at(-1) ?? 0;
}

/** Lines `from` … `from + count - 1`, counted from 1; only the chunks that hold them are read. */
export async function readLines(
  outputs: OutputStore,
  { runId, stream }: LogName,
  { ends }: LogIndex,
  { from, count }: { from: number; count: number },
): Promise<string[]> {
  const first = ends.findIndex((end) => end >= from);
  const lines: string[] = [];
  if (first < 0 || count < 1) return lines;
  let skip = from - 1 - (ends[first - 1] ?? 0);
  for (let n = first; n < ends.length && lines.length < count; n += 1) {
    const chunk = (await outputs.readChunk(runId, stream, n + 1)) ?? [];
    append(lines, chunk.slice(skip, skip + count - lines.length));
    skip = 0;
  }
  return lines;
}
