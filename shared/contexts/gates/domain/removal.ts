import type { JobAsk } from '#contexts/intake/domain/submission.ts';
import { definesClass, type JobFiles } from '#contexts/gates/domain/job-files.ts';

/** What a change touches, and the texts of it before and after; a file that is not there has none. */
export interface Touched {
  changed: readonly string[];
  before: ReadonlyMap<string, string>;
  after: ReadonlyMap<string, string>;
}

/**
 * A6: a change that does nothing but remove jobs, the named ones among them. In files of jobs and of their tests everything that stays is
 * as it was, and from the registry words are only gone; whatever else a change touches, or adds, has to be tested.
 */
export function onlyRemovesJobs(jobs: readonly Pick<JobAsk, 'name'>[], files: JobFiles, touched: Touched): boolean {
  const { changed, before, after } = touched;
  const modules = changed.flatMap((path) => files.moduleAt(path) ?? []);
  const isOurs = (path: string): boolean =>
    path === files.registry || files.moduleAt(path) !== undefined || modules.some((module) => files.isTestOf(module, path));
  const isGone = ({ name }: Pick<JobAsk, 'name'>): boolean => defines(before, name) && !defines(after, name);
  return (
    jobs.length > 0 &&
    jobs.every(isGone) &&
    changed.every((path) => isOurs(path) && onlyShrinks(path, files, before.get(path), after.get(path)))
  );
}

function defines(texts: ReadonlyMap<string, string>, name: string): boolean {
  return [...texts.values()].some((text) => definesClass(text, name));
}

function onlyShrinks(path: string, { registry }: JobFiles, before: string | undefined, after: string | undefined): boolean {
  if (before === undefined) return false;
  if (after === undefined) return true;
  return path === registry ? isPartOf(wordsOf(after), wordsOf(before)) : isPartOf(blocksOf(after), blocksOf(before));
}

/** The one is the other with some left out, in the same order. */
function isPartOf(less: readonly string[], more: readonly string[]): boolean {
  let at = 0;
  for (const item of more) if (item === less[at]) at += 1;
  return at === less.length;
}

/** A registry may name several modules in one line. */
function wordsOf(text: string): string[] {
  return text.match(/[\w$]+|[^\s\w$]/g) ?? [];
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [line.trimEnd()]));
}

/** Each statement at the beginning of a line, with all that is indented under it: a class that loses one line is another class. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  for (const line of linesOf(text)) {
    const last = blocks.pop();
    if (last === undefined) blocks.push(line);
    else if (/^\s/.test(line)) blocks.push(`${last}\n${line}`);
    else blocks.push(last, line);
  }
  return blocks;
}
