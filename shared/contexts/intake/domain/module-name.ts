import { asMeant } from './pasted.ts';

/** People name a module by its name, its file or its dotted path: `topic_jobs`, `core/jobs/batch_jobs/topic_jobs.py`, `core.jobs.batch_jobs.topic_jobs`. All of them mean the last. */
export function moduleName(typed: string): string {
  const path = asMeant(typed).replace(/\.(?:py|[cm]?[jt]s)$/, '');
  return path.split(/[./\\]/).at(-1) ?? path;
}
