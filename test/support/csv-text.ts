import { readFile } from 'node:fs/promises';
import { decodeCsv } from '#platform/embedded/csv-encoding.ts';

/** A CSV file's text, without its byte order mark. */
export async function csvText(path: string): Promise<string> {
  return decodeCsv(await readFile(path), path).text;
}
