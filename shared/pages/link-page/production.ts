import { productionOf, untold } from '#domain/request/production.ts';
import type { Job } from '#domain/job/state.ts';
import { nameOfStep, personName } from '#pages/about.ts';
import { checkBox } from '#pages/fields.ts';
import { html, type Html } from '#pages/html.ts';
import { productionLabels } from '#pages/labels.ts';
import type { Typed } from '#pages/link-page/action-fields.ts';
import type { LinkView } from '#pages/link-page/link-view.ts';

/** A9: of which of several jobs it is told; those of which nothing was told are chosen at first. */
export function productionFields(view: LinkView, typed: Typed): Html | undefined {
  const { state } = view;
  const jobs = approvedOf(view);
  if (jobs.length < 2) return jobs.map((job) => html`<p class="quiet">${toldText(job, view)}</p>`)[0];
  const open = untold(state);
  // A failure is said of the job that failed, and of no other by oversight.
  const isMeant = (job: Job): boolean => view.action !== 'it_failed' && (open.length === 0 || open.includes(job));
  const chosen = (job: Job): boolean => (typed.values.has('chosen') ? typed.values.has(fieldOf(job)) : isMeant(job));
  return html`<fieldset><legend>Of which jobs?</legend><input type="hidden" name="chosen" value="yes">${jobs.map((job) =>
    checkBox({
      name: fieldOf(job),
      label: nameOfStep(state.submission, job.step),
      hint: toldText(job, view),
      checked: chosen(job),
      problem: typed.problems.get(fieldOf(job)),
    }),
  )}</fieldset>`;
}

/** Undefined: of all of them, as a program means that sends a code and a comment alone. */
export function readProduction(view: LinkView, typed: ReadonlyMap<string, string>): { steps?: string[]; problems: Map<string, string> } {
  if (!typed.has('chosen')) return { problems: new Map() };
  const jobs = approvedOf(view);
  const steps = jobs.filter((job) => typed.has(fieldOf(job))).map(({ step }) => step);
  const [first] = jobs;
  const problems = new Map<string, string>();
  if (steps.length === 0 && first !== undefined) problems.set(fieldOf(first), 'Choose at least one job.');
  return { steps, problems };
}

function approvedOf({ state }: LinkView): Job[] {
  return state.jobs.filter((job) => job.state === 'approved');
}

function fieldOf({ index }: Job): string {
  return `jobs[${index}].told`;
}

function toldText({ step }: Job, { state, rules }: LinkView): string {
  const record = productionOf(state, step);
  return record === undefined
    ? 'Nothing was recorded yet.'
    : `It ${productionLabels[record.outcome]}, as ${personName(record.by, state, rules)} says.`;
}
