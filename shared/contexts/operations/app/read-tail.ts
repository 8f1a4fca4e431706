import type { KeptStream, OutputStore } from '#contexts/operations/ports/output-store.ts';

export interface Tail {
  lines: string[];
  /** There is more before them. */
  isCut: boolean;
}

/** The last lines of a stream, read from its end: a long output costs no more than a short one. Chunks that are missing are passed over. */
export async function readTail(
  outputs: OutputStore,
  { runId, stream, chunks }: { runId: string; stream: KeptStream; chunks: number },
  most: number,
): Promise<Tail> {
  let lines: string[] = [];
  let seq = chunks;
  for (; seq >= 1 && lines.length < most; seq -= 1) lines = [...((await outputs.readChunk(runId, stream, seq)) ?? []), ...lines];
  return { lines: lines.slice(-most), isCut: seq >= 1 || lines.length > most };
}
