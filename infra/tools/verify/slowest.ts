import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const report = z.object({ testResults: z.array(z.object({ name: z.string(), startTime: z.number(), endTime: z.number() })) });

export interface TimedFile {
  /** From this folder on. */
  file: string;
  /** Milliseconds on the wall, from the first import to the last test. */
  took: number;
}

/** What each test file took, of Jest's JSON report; none when Jest left no report that can be read. */
export async function timesOf(file: string): Promise<TimedFile[]> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const { data } = report.safeParse(JSON.parse(text));
  return (data?.testResults ?? []).map(({ name, startTime, endTime }) => ({
    file: path.relative('.', name),
    // A file that could not be run has no times.
    took: Math.max(0, endTime - startTime),
  }));
}

/** The slowest first, a line each. */
export function slowestLines(times: readonly TimedFile[], most = 10): string[] {
  return times
    .toSorted((a, b) => b.took - a.took)
    .slice(0, most)
    .map(({ file, took }) => `${(took / 1000).toFixed(1).padStart(7)} s  ${file}`);
}
