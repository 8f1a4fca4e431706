import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { listed } from '#html/text.ts';

/** I7: each kind of warning once, with the jobs that it concerns, as the form names them. */
export function warningTexts({ warnings, submission }: Pick<Requested, 'warnings' | 'submission'>): string[] {
  return [...Map.groupBy(warnings, ({ message }) => message)].map(([message, all]) => {
    const jobs = new Set(all.flatMap(({ path }) => jobOf(path, submission.jobs)));
    return jobs.size === 0 ? message : `${listed([...jobs])}: ${message}`;
  });
}

function jobOf(path: string, jobs: Requested['submission']['jobs']): string[] {
  const at = /^jobs\[(\d+)\]/.exec(path)?.[1];
  return at === undefined ? [] : [jobs[Number(at)]?.step ?? `job ${Number(at) + 1}`];
}
