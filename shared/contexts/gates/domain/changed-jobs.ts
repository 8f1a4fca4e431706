import { jobsIn, moduleIn } from '#contexts/gates/domain/job-files.ts';
import type { FileChange } from '#contexts/gates/domain/pull-request/unasked.ts';

/** A job that a change brings, or changes. */
export interface ChangedJob {
  name: string;
  module: string;
}

export interface ChangedJobs {
  /** Defined at the head, and at the base nowhere in these files: one that only moved is not new. */
  added: ChangedJob[];
  /** There before, with other lines; all of a module where only what stands around its jobs changed. */
  changed: ChangedJob[];
}

/** I18. Which jobs a change is about, by text alone: what is in a class, up to the next one at the beginning of a line. */
export function changedJobs(files: readonly (FileChange & { path: string })[]): ChangedJobs {
  const before = new Set(files.flatMap((file) => jobsIn(file.before ?? '')));
  const added: ChangedJob[] = [];
  const changed: ChangedJob[] = [];
  for (const file of files) {
    const [was, is] = [partsOf(file.before ?? ''), partsOf(file.after ?? '')];
    const there = jobsIn(file.after ?? '');
    const here = there.filter((name) => before.has(name));
    const touched = here.filter((name) => was.get(name) !== is.get(name));
    const isNew = (name: string): boolean => !before.has(name);
    const module = moduleIn(file.path);
    for (const name of there.filter(isNew)) added.push({ name, module });
    for (const name of touched.length > 0 || there.some(isNew) ? touched : here) changed.push({ name, module });
  }
  return { added, changed };
}

/** Each class of a text with its lines, by name. */
function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  let name = '';
  let lines: string[] = [];
  const end = (): void => void parts.set(name, lines.join('\n').trimEnd());
  for (const line of text.split('\n')) {
    const [, next] = /^(?:export\s+(?:default\s+)?)?class\s+([A-Za-z_]\w{0,199})/.exec(line) ?? [];
    if (next !== undefined) {
      end();
      [name, lines] = [next, []];
    }
    lines.push(line);
  }
  end();
  return parts;
}
