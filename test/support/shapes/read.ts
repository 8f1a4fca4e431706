import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Sample } from './sample.ts';

export function shapesFolder(version: number): string {
  return path.resolve(import.meta.dirname, '../../fixtures/shapes', String(version));
}

/** The kept towns of one version of the stored shapes. */
export function readTowns(version: number): Sample[] {
  const text = gunzipSync(readFileSync(path.join(shapesFolder(version), 'towns.jsonl.gz'))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Sample);
}
