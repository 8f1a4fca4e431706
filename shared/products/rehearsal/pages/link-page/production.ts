import { productionOf, untold } from '#products/rehearsal/domain/production.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import type { Asking, JobsField } from '#products/rehearsal/domain/fields/define.ts';
import { approvedJobs, jobField } from '#products/rehearsal/domain/fields/names.ts';
import { nameOfStep, personName } from '#products/rehearsal/pages/about.ts';
import { checkBox } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';
import { productionLabels } from '#products/rehearsal/pages/labels.ts';
import type { Typed } from '#html/typed.ts';

/** A9: of which of several jobs it is told. */
export function productionFields({ chosen: which }: JobsField, asking: Asking, typed: Typed): Html | undefined {
  const { state } = asking;
  const jobs = approvedJobs(state);
  if (jobs.length < 2) return jobs.map((job) => html`<p class="quiet">${toldText(job, asking)}</p>`)[0];
  const open = untold(state);
  const isMeant = (job: Job): boolean => which === 'untold' && (open.length === 0 || open.includes(job));
  const chosen = (job: Job): boolean => (typed.values.has('chosen') ? typed.values.has(jobField(job)) : isMeant(job));
  return html`<fieldset><legend>Of which jobs?</legend><input type="hidden" name="chosen" value="yes">${jobs.map((job) =>
    checkBox({
      name: jobField(job),
      label: nameOfStep(state.submission, job.step),
      hint: toldText(job, asking),
      checked: chosen(job),
      problem: typed.problems.get(jobField(job)),
    }),
  )}</fieldset>`;
}

function toldText({ step }: Job, { state, rules }: Asking): string {
  const record = productionOf(state, step);
  return record === undefined
    ? 'Nothing has been recorded yet.'
    : `It ${productionLabels[record.outcome]}, according to ${personName(record.by, state, rules)}.`;
}
