import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Catch } from './hunt.ts';

/** Where each bug was caught last: the seed to begin with, so that the gate is fast. Written by `npm run simulate:bugs -- --write`. */
export const knownFile = path.join(import.meta.dirname, 'known.json');

export function readKnown(): Readonly<Record<string, Catch>> {
  return JSON.parse(readFileSync(knownFile, 'utf8')) as Record<string, Catch>;
}
