import { USUAL_LIMITS, type OutputLimits } from '#contexts/operations/domain/limits.ts';
import type { Digesting } from '#contexts/operations/app/output-digests.ts';
import type { EndReader } from '#contexts/operations/domain/told-end.ts';
import type { KeptStream, OutputStore, OutputStream } from '#contexts/operations/ports/output-store.ts';

/** After so many missing chunks the rest is not looked for: whoever promised them sends all again. */
const MOST_MISSING = 20;

export interface Stream {
  runId: string;
  stream: KeptStream;
  /** How many chunks there should be; never a reason to look for as many. */
  chunks: number;
}

/**
 * R16: gives a stream's lines chunk by chunk, in order, in memory that does not grow with the output; the next chunk is read when `take` is
 * done with the one before. Without limits the usual ones hold. Answers the numbers of chunks that are not there, and whether it stopped at a limit.
 */
export async function eachChunk(
  outputs: OutputStore,
  { runId, stream, chunks }: Stream,
  limits: OutputLimits | undefined,
  take: (lines: readonly string[]) => void | Promise<void>,
): Promise<{ missing: number[]; cut: boolean }> {
  const missing: number[] = [];
  const most = limits ?? USUAL_LIMITS;
  let [bytes, lines] = [0, 0];
  for (let seq = 1; seq <= chunks && missing.length < MOST_MISSING; seq += 1) {
    const chunk = await outputs.readChunk(runId, stream, seq);
    if (chunk === undefined) {
      missing.push(seq);
      continue;
    }
    const fits = chunk.findIndex((line) => {
      [bytes, lines] = [bytes + Buffer.byteLength(line), lines + 1];
      return bytes > most.bytes || lines > most.lines;
    });
    await take(fits < 0 ? chunk : chunk.slice(0, fits));
    if (fits >= 0) return { missing, cut: true };
  }
  return { missing, cut: false };
}

/** What is kept of an end, once all that was written is there; or which chunks are missing. What lies beyond the limits makes it incomplete. */
export async function readEnd<K>(
  outputs: OutputStore,
  { name, chunks }: { name: string; chunks: { stdout: number; stderr: number; manifest?: number } },
  limits: OutputLimits | undefined,
  reader: EndReader<K>,
  digests: Digesting,
): Promise<{ kept: K } | { missing: string }> {
  const missing: string[] = [];
  const read = async (stream: OutputStream, take: (line: string) => void): Promise<void> => {
    const found = await eachChunk(outputs, { runId: name, stream, chunks: chunks[stream] }, limits, (lines) => {
      digests.take(stream, lines);
      for (const line of lines) take(line);
    });
    for (const seq of found.missing) missing.push(`${stream} ${seq}`);
    if (found.cut) reader.cut();
  };
  await read('stdout', (line) => reader.stdout(line));
  await read('stderr', (line) => reader.stderr(line));
  for (const seq of await missingParts(outputs, name, chunks.manifest ?? 0)) missing.push(`manifest ${seq}`);
  return missing.length > 0 ? { missing: missing.join(', ') } : { kept: reader.end(digests.end()) };
}

async function missingParts(outputs: OutputStore, runId: string, chunks: number): Promise<number[]> {
  return (await eachChunk(outputs, { runId, stream: 'manifest', chunks }, undefined, () => undefined)).missing;
}
