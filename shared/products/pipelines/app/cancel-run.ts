import type { Actor } from '#contexts/access/domain/people.ts';
import { advancePlan } from '#contexts/plans/app/advance.ts';
import { cancelPlan, cancelSteps, placesByName, type CancelAnswer } from '#contexts/plans/app/plans.ts';
import { loadPlan, withPages } from '#contexts/plans/app/stored-plans.ts';
import { MOST_NAMED } from '#contexts/plans/domain/limits.ts';
import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import { stepAt } from '#contexts/plans/domain/state.ts';
import { endJoin } from '#products/pipelines/app/joins.ts';
import { storedJobs } from '#products/pipelines/app/stored-jobs.ts';
import { storedRuns } from '#products/pipelines/app/stored-runs.ts';
import type { JobCommand } from '#products/pipelines/domain/job/commands.ts';
import { planOf } from '#products/pipelines/domain/job/names.ts';
import type { RunCommand } from '#products/pipelines/domain/run/process.ts';
import type { StepInput } from '#products/pipelines/domain/run/prepared.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { execute } from '#kernel/app/handle.ts';

/** Who asks, as the record names them, and the id that makes the command recognisable. */
export interface Cancelling {
  id: string;
  by: Actor;
  who: string;
}

/** `cancelled`: it is over for whoever asked, though its attempt may have to be stopped yet. `not_cancelled`: because another is not known. */
export interface Cancelled {
  name: string;
  answer: 'cancelled' | 'already_over' | 'not_known' | 'not_cancelled';
}

/** O5. Actions of a run, by name; if one is not known, none. Undefined when there is no such run. Asked for again, it goes on where it stopped. */
export async function cancelActions(
  house: JobHouse,
  run: string,
  names: readonly string[],
  asking: Cancelling,
): Promise<Cancelled[] | undefined> {
  const { kernel } = house;
  const asked = [...new Set(names)];
  const unknown = await unknownActions(house, run, asked);
  if (unknown === undefined) return undefined;
  if (unknown.size > 0) return asked.map((name) => ({ name, answer: unknown.has(name) ? 'not_known' : 'not_cancelled' }));
  const answers: Cancelled[] = [];
  for (let first = 0; first < asked.length; first += MOST_NAMED) {
    const some = asked.slice(first, first + MOST_NAMED);
    const told = (await cancelSteps(kernel, planOf(run), some, { id: `${asking.id}:${first}`, by: asking.by })) ?? [];
    for (const one of told) answers.push({ name: one.name, answer: await carriedOut(house, run, one, asking) });
  }
  return answers;
}

async function carriedOut(house: JobHouse, run: string, told: CancelAnswer, asking: Cancelling): Promise<Cancelled['answer']> {
  if (told.answer !== 'cancelling') return told.answer;
  const step = await stepNamed(house, run, told.name);
  return step === undefined ? 'not_known' : stopStep(house, step, asking);
}

async function unknownActions({ store }: JobHouse, run: string, names: readonly string[]): Promise<Set<string> | undefined> {
  const plan = await loadPlan(store, planOf(run));
  if (plan === undefined) return undefined;
  const places = await placesByName(store, plan, names);
  return new Set(names.filter((name) => !places.has(name)));
}

async function stepNamed({ store }: JobHouse, run: string, name: string): Promise<PlannedStep | undefined> {
  const plan = await loadPlan(store, planOf(run));
  const place = plan && (await placesByName(store, plan, [name])).get(name);
  return plan && place && stepAt((await withPages(store, plan, [place.page])).state, place);
}

/** A job is over at once, and its step by that. A join ends alone: the job that it waits for is another run’s. */
async function stopStep(house: JobHouse, { input }: PlannedStep, { id, by, who }: Cancelling): Promise<'cancelled' | 'already_over'> {
  const { job, joins } = input as StepInput;
  if (joins !== undefined) {
    const join = await house.store.get({ collection: 'joins', id: job });
    if (join !== undefined) await endJoin(house, join, 'cancelled');
    return 'cancelled';
  }
  const done = await execute(house.kernel, storedJobs, job, (at): JobCommand => ({ id: `${id}:cancel`, at, by, command: 'cancel', who }));
  if (done?.outcome === 'saved') await dispatchLoose(house.kernel, done.effects);
  return done === undefined || done.outcome === 'refused' ? 'already_over' : 'cancelled';
}

/** O5. All of a run: what has not begun never will, and what runs is stopped by an effect that is promised in the same moment. False when there is no such run, or it is over. */
export async function cancelRun(house: JobHouse, run: string, asking: Cancelling): Promise<boolean> {
  const { id, by, who } = asking;
  const done = await execute(house.kernel, storedRuns, run, (at): RunCommand => ({ id, at, by, command: 'cancel_run', who }));
  if (done?.outcome === 'saved') await dispatchLoose(house.kernel, done.effects);
  return done !== undefined && done.outcome !== 'refused';
}

const AT_ONCE = 10;

/** Carries a cancelled run’s end out: every job that waits or is at work is cancelled. Done twice, it finds nothing to do. */
export async function stopRun(house: JobHouse, run: string, asking: Cancelling): Promise<void> {
  const { kernel, store } = house;
  await cancelPlan(kernel, planOf(run), `${asking.who} cancelled the run`, { id: `${asking.id}:plan`, by: asking.by });
  // What has not begun is cancelled before the end of what it needs could say otherwise of it.
  while (await advancePlan(kernel, planOf(run)));
  const plan = await loadPlan(store, planOf(run));
  for (const [n] of (plan?.state.pages ?? []).entries()) {
    const steps = plan && (await withPages(store, plan, [n])).state.loaded.get(n)?.steps.filter(({ state }) => state === 'running');
    for (let first = 0; first < (steps?.length ?? 0); first += AT_ONCE)
      await Promise.all((steps ?? []).slice(first, first + AT_ONCE).map((step) => stopStep(house, step, asking)));
  }
}
