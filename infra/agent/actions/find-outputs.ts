import type { Stats } from 'node:fs';
import { openPatterns, type Patterns, type Walk } from '#contexts/operations/domain/action/patterns.ts';
import { actionLimits } from '#contexts/operations/domain/action/result.ts';
import type { HeldFolder } from './beneath.ts';
import { isLaid, type Laid } from './laid.ts';

export interface FoundFile {
  /** Bytes as latin1. */
  path: string;
  /** Numbers of the patterns that it matches. */
  patterns: readonly number[];
}

export interface FoundOutputs {
  files: FoundFile[];
  /** Of each pattern, how many files it matched. */
  counts: number[];
  /** What matched and is no file of one name: it is never read. */
  notFiles: number;
}

/** R16. There is more than anybody looks through. */
export class TooMuch extends Error {}

interface Bounds {
  /** Names that are looked at, in all folders together. */
  names: number;
  /** Bytes of a path; what lies deeper is no output. */
  path: number;
  files: number;
}

const MOST: Bounds = { names: 500_000, path: 1_500, files: actionLimits.files };

/** What the job wrote and the patterns name. What was laid out before it began, and is still as it was, is none of it. */
export function findOutputs(root: HeldFolder, patterns: readonly string[], laid: Laid, most: Bounds = MOST): FoundOutputs {
  const found: FoundOutputs = { files: [], counts: patterns.map(() => 0), notFiles: 0 };
  const all = openPatterns(patterns);
  const search: Search = { all, laid, most, found, seen: 0 };
  visit(search, root, '', all.start);
  found.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return found;
}

interface Search {
  all: Patterns;
  laid: Laid;
  most: Bounds;
  found: FoundOutputs;
  seen: number;
}

function visit(search: Search, folder: HeldFolder, at: string, walk: Walk): void {
  const { all, most } = search;
  for (const name of folder.names()) {
    search.seen += 1;
    if (search.seen > most.names) throw new TooMuch(`the folders that its patterns name hold more than ${most.names} names`);
    const { files, below } = all.meet(walk, name);
    if (files.length === 0 && below === undefined) continue;
    const path = at === '' ? name : `${at}/${name}`;
    const stat = folder.look(name);
    if (stat?.isDirectory() === true) goBelow(search, folder, { name, path, walk: below });
    else if (files.length > 0 && stat !== undefined) take(search, { path, patterns: files }, stat);
  }
}

function goBelow(search: Search, folder: HeldFolder, { name, path, walk }: { name: string; path: string; walk: Walk | undefined }): void {
  if (walk === undefined || path.length > search.most.path) return;
  const inner = folder.folder(name);
  if (inner === undefined) return;
  try {
    visit(search, inner, path, walk);
  } finally {
    inner.close();
  }
}

function take({ found, laid, most }: Search, file: FoundFile, stat: Stats): void {
  if (!stat.isFile() || stat.nlink !== 1 || file.path.length > most.path) {
    found.notFiles += 1;
    return;
  }
  if (isLaid(laid, file.path, stat)) return;
  if (found.files.length === most.files) throw new TooMuch(`its patterns match more than ${most.files} files`);
  found.files.push(file);
  for (const pattern of file.patterns) found.counts[pattern] = (found.counts[pattern] ?? 0) + 1;
}
