import { duplicates, needsOfNothing } from '#kernel/graph/names-used.ts';
import { allNeeded, findCycles } from './job-graph.ts';
import type { JobOutline, Outline } from './outline.ts';
import { quoted } from './problems.ts';
import type { Problem } from './submission.ts';
import { isNear } from './spelling.ts';

/** The schema refuses long lists anyway; comparing every job with every other would be work for nothing. */
const MAX_JOBS_COMPARED = 100;

/** Rules between the jobs of one form: I6, I7, I8. */
export function jobProblems(form: Outline): Problem[] {
  if (form.jobs.length > MAX_JOBS_COMPARED) return [];
  const jobs = form.jobs.filter((job) => job.step !== '');
  return [...duplicateSteps(jobs), ...unknownNeeds(jobs), ...cycles(jobs), ...missingAudits(form.kind, jobs)];
}

/** I7. Letter case does not tell steps apart: names made from them for other services are lower-case. */
function duplicateSteps(jobs: readonly JobOutline[]): Problem[] {
  return duplicates(jobs.map(({ step }) => ({ name: step.toLowerCase(), needs: [] }))).map((at) => ({
    path: `jobs[${jobs[at]?.index ?? 0}].step`,
    code: 'duplicate_step',
    message: `Another job of this request already has the step ${quoted(jobs[at]?.step ?? '')}; give this one a step of its own.`,
  }));
}

function unknownNeeds(jobs: readonly JobOutline[]): Problem[] {
  const steps = jobs.map(({ step, needs }) => ({ name: step, needs: needs.map((need) => need.step) }));
  return needsOfNothing(steps).map(({ step, need, at }) => ({
    path: `jobs[${jobs[step]?.index ?? 0}].needs[${jobs[step]?.needs[at]?.index ?? 0}]`,
    code: 'unknown_step',
    message: `No job of this request has the step ${quoted(need)}.${hint(need, jobs)}`,
  }));
}

function hint(wanted: string, jobs: readonly JobOutline[]): string {
  const meant = jobs.find((job) => job.name === wanted) ?? jobs.find((job) => isNear(job.step, wanted));
  return meant === undefined ? '' : ` Did you mean ${quoted(meant.step)}?`;
}

function cycles(jobs: readonly JobOutline[]): Problem[] {
  const nodes = jobs.map((job) => ({ step: job.step, needs: job.needs.map((need) => need.step) }));
  return findCycles(nodes).map((cycle) => {
    const first = jobs.find((job) => job.step === cycle[0]);
    const shown = [...cycle, cycle[0] ?? ''].map(plainName).join(' → ');
    return { path: `jobs[${first?.index ?? 0}].needs`, code: 'cycle', message: `These jobs wait for one another: ${shown}.` };
  });
}

/** A step that is no plain name has a problem of its own; here it must only do no harm. */
function plainName(step: string): string {
  return /^[A-Za-z0-9_-]{1,100}$/.test(step) ? step : quoted(step);
}

/** I6. An audit further back counts: what needs a migration that needs an audit runs after that audit too. */
function missingAudits(kind: string | undefined, jobs: readonly JobOutline[]): Problem[] {
  if (kind !== 'new_job') return [];
  const nodes = jobs.map((job) => ({ step: job.step, needs: job.needs.map((need) => need.step) }));
  const audits = new Set(jobs.filter((job) => job.role === 'audit').map((job) => job.step));
  return jobs
    .filter((job) => job.role === 'migration' && !job.hasAuditEvidence && ![...allNeeded(nodes, job.step)].some((step) => audits.has(step)))
    .map((job) => ({
      path: `jobs[${job.index}].needs`,
      code: 'audit_missing',
      message:
        'A new migration needs an audit: add a job with the role audit that this one needs, or name the earlier request in which the audit passed.',
    }));
}
