import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Catch } from './hunt.ts';

/** Where each bug was caught last: the seeds to begin with, so that the gate is fast. Written by `npm run simulate:bugs -- --write`. */
export const knownFile = path.join(import.meta.dirname, 'known.json');

export type Known = Readonly<Record<string, readonly Catch[]>>;

export function readKnown(): Known {
  return JSON.parse(readFileSync(knownFile, 'utf8')) as Known;
}

/** A line for each catch, so that what moved is seen. */
export function knownText(known: Known): string {
  const bug = ([name, catches]: [string, readonly Catch[]]): string =>
    `  ${JSON.stringify(name)}: [\n${catches.map(({ invariant, seed }) => `    ${JSON.stringify({ invariant, seed })}`).join(',\n')}\n  ]`;
  return `{\n${Object.entries(known).map(bug).join(',\n')}\n}\n`;
}
