import { lastRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { mayMeanAnother } from '#contexts/gates/domain/registry-differs.ts';
import { fileOfJob, jobFiles, moduleIn, type JobLayout } from '#contexts/gates/domain/job-files.ts';
import { someOf } from '#contexts/gates/domain/some-of.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Continued } from '#contexts/intake/domain/kept/continued.ts';
import type { DoneRun, Earlier } from '#contexts/plans/domain/kept/earlier.ts';

export interface Texts {
  layout: JobLayout;
  now: ReadonlyMap<string, string>;
  /** At the commit of the earlier request’s runs. */
  before: ReadonlyMap<string, string>;
}

/** I14: the old evidence counts only if the job is asked for alike and its file has not changed by a byte. */
export function compareEarlier(jobs: readonly Job[], before: Identified & Tested, texts: Texts): Earlier[] {
  return jobs.map((job) => {
    const earlier = before.jobs.find(({ ask }) => ask.name === job.ask.name && ask.step === job.ask.step);
    const run = earlier === undefined ? undefined : lastRun(earlier);
    const about = { step: job.step, requestId: before.id };
    if (earlier?.state !== 'approved' || run?.state !== 'done') return { ...about, counts: false, why: 'it was not approved there' };
    if (!sameAsk(earlier, job)) return { ...about, counts: false, why: OTHER_ASK };
    return { ...about, ...compareFiles(job, run, texts) };
  });
}

/** Q2, R9: what is expected of these jobs is another by now than what their runs were judged by, or another run was ordered. */
export function withoutEvidence({ earlier, continued }: Known, steps: ReadonlySet<string>): Known {
  return {
    ...(earlier === undefined
      ? {}
      : { earlier: { ...earlier, found: earlier.found.map((one) => (steps.has(one.step) ? outdated(one) : one)) } }),
    ...withoutEvidenceOf({ continued }, steps),
  };
}

type Known = Pick<Requested, 'continued'> & Pick<Tested, 'earlier'>;

/** Z5: folding makes these words, so they stay as they were first written: stored states have them. */
function outdated({ step, requestId }: Earlier): Earlier {
  return { step, requestId, counts: false, why: 'something else is expected of it by now, or another run was ordered' };
}

/** I19: what stood for these jobs has been put to use, or counts no more; a later commit asks for everything again (G1). */
export function withoutEvidenceOf(
  { continued }: { continued?: Continued[] | undefined },
  steps: ReadonlySet<string>,
): Pick<Requested, 'continued'> {
  if (continued === undefined) return {};
  const without = (one: Continued): Continued =>
    one.evidence === undefined
      ? one
      : { ...one, evidence: { ...one.evidence, runs: one.evidence.runs.filter(({ step }) => !steps.has(step)) } };
  return { continued: continued.map(without) };
}

const OTHER_ASK = 'its parameters or its expected output differ';

/** I19: the same for what stood at the pull request before; a job of which nothing stood there is left out. */
export function compareOwn({ id, jobs, continued }: Identified & Requested & Tested, texts: Texts): Earlier[] {
  const stood = continued?.at(-1)?.evidence?.runs ?? [];
  return jobs.flatMap((job): Earlier[] => {
    const run = lastRun(job);
    if (run?.state !== 'done' || !stood.some((one) => one.run === run.id)) return [];
    return [{ step: job.step, requestId: id, ...compareFiles(job, run, texts) }];
  });
}

function compareFiles(job: Job, run: DoneRun, texts: Texts): { counts: false; why: string } | { counts: true; why: string; run: DoneRun } {
  const { same, why } = sameFile(job, texts);
  return same ? { counts: true, why, run } : { counts: false, why };
}

/** What the comparison depends on beside the files: it may change while these are read. */
export function askedNow({ jobs, continued }: Pick<Requested, 'continued'> & Tested): string {
  const stood = continued?.at(-1)?.evidence?.runs.map(({ run }) => run) ?? [];
  return JSON.stringify([jobs.map(({ step, ask, runs }) => [step, runs.length, ask]), stood]);
}

function sameAsk({ ask: one }: Job, { ask: other }: Job): boolean {
  const essence = ({ role, parameters, expectedOutput, needs }: Job['ask']): string =>
    JSON.stringify([role, Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1)), expectedOutput, needs]);
  return essence(one) === essence(other);
}

function sameFile({ ask }: Job, { layout, now, before }: Texts): { same: boolean; why: string } {
  const found = [now, before].map((texts) => {
    const registry = texts.get(layout.registryFile ?? '');
    const files = jobFiles(layout, registry);
    const path = files && fileOfJob(ask, files, texts);
    // What the registry passes on of another file may be any other the next time.
    return files && { path, isOwn: registry === undefined || path === undefined || files.isImported(path) };
  });
  if (found.includes(undefined)) return { same: false, why: 'the settings do not say where this repository keeps its jobs' };
  const paths = [...new Set(found.flatMap((one) => one?.path ?? []))];
  if (found.some((one) => one?.path === undefined)) return { same: false, why: 'none of its files was found at both commits' };
  const differing = paths.filter((path) => now.get(path) === undefined || now.get(path) !== before.get(path));
  if (differing.length > 0) return { same: false, why: `${someOf(differing)} has changed since` };
  const { registryFile = '' } = layout;
  if (found.some((one) => one?.isOwn === false)) return { same: false, why: `${registryFile} does not import it on a line of its own` };
  const names = [ask.name, ...paths.map(moduleIn)];
  if (mayMeanAnother(before.get(registryFile), now.get(registryFile), { names }))
    return { same: false, why: `${registryFile}, which defines what the job’s name stands for, has changed since` };
  return { same: true, why: `its file ${someOf(paths)} is identical` };
}

/** What may be used instead of running again, in form order: evidence that counts at this head, and stands on nothing that runs anew. */
export function reusable({ id, jobs, earlier, headSha }: Identified & Authored & Tested): Extract<Earlier, { counts: true }>[] {
  if (earlier === undefined || earlier.headSha !== headSha) return [];
  const good = new Set<string>(jobs.flatMap((job) => (job.state === 'approved' ? [job.step] : [])));
  const found: Extract<Earlier, { counts: true }>[] = [];
  for (let grown = true; grown;) {
    grown = false;
    for (const job of jobs) {
      const one = earlier.found.find(({ step }) => step === job.step);
      if (
        one?.counts !== true ||
        good.has(job.step) ||
        !isFresh(job, one.requestId === id ? one.run.id : undefined) ||
        !job.ask.needs.every((need) => good.has(need))
      )
        continue;
      good.add(job.step);
      found.push(one);
      grown = true;
    }
  }
  return found;
}

/** Somebody who ordered another run, or saw one here, wants no old one. `own`: its own newest run, at the pull request before (I19). */
function isFresh({ state, runs }: Job, own: string | undefined): boolean {
  return state === 'waiting' && runs.at(-1)?.id === own;
}
