import type { OutputStore, OutputStream } from '#contexts/operations/ports/output-store.ts';

/** All lines of chunks 1 to `chunks`, and which of them are not there. Only tests read an output whole. */
export async function readLines(
  outputs: OutputStore,
  runId: string,
  stream: OutputStream,
  chunks: number,
): Promise<{ lines: string[]; missing: number[] }> {
  const [lines, missing]: [string[], number[]] = [[], []];
  for (let seq = 1; seq <= chunks; seq += 1) {
    const chunk = await outputs.readChunk(runId, stream, seq);
    if (chunk === undefined) missing.push(seq);
    else for (const line of chunk) lines.push(line);
  }
  return { lines, missing };
}
