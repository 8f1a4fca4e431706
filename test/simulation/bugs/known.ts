import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Catch } from './hunt.ts';

/** Where each bug was caught last: the seeds to begin with, so that the gate is fast. Written by `npm run simulate:bugs -- --write`. */
export const knownFile = path.join(import.meta.dirname, 'known.json');

export type Known = Readonly<Record<string, readonly Catch[]>>;

export function readKnown(): Known {
  return JSON.parse(readFileSync(knownFile, 'utf8')) as Known;
}

/** A line for each bug, as the project's formatter writes it, which breaks lines that are too long. */
export function knownText(known: Known): string {
  const one = ({ invariant, seed }: Catch): string => `{ "invariant": ${JSON.stringify(invariant)}, "seed": ${seed} }`;
  const bug = ([name, catches]: [string, readonly Catch[]]): string => {
    const line = `  ${JSON.stringify(name)}: [${catches.map(one).join(', ')}]`;
    return line.length < WIDTH ? line : `  ${JSON.stringify(name)}: [\n${catches.map((each) => `    ${one(each)}`).join(',\n')}\n  ]`;
  };
  return `{\n${Object.entries(known).map(bug).join(',\n')}\n}\n`;
}

/** Of a line, as the formatter's settings say. */
const WIDTH = 140;
