import { createPlan, preparePlan } from '#contexts/plans/app/plans.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import { storedRuns } from '#products/pipelines/app/stored-runs.ts';
import { jobId, planOf } from '#products/pipelines/domain/job/names.ts';
import { headId } from '#products/pipelines/domain/places.ts';
import { planSteps, takenSteps, type PreparedRun } from '#products/pipelines/domain/run/prepared.ts';
import { isSameAsk, type RunState } from '#products/pipelines/domain/run/state.ts';
import type { RunHouse, RunTransaction } from '#products/pipelines/ports/runs.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { create } from '#kernel/app/handle.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import type { Instant } from '#kernel/time.ts';

/**
 * `made`, or `unchanged`: there was such a run. `other`: another was asked for under this id. `stale`: a run was made in this workspace since it was decided
 * what to do, which is to be decided anew. `problems`: its plan cannot be kept.
 */
export type CreatedRun =
  | { outcome: 'made' | 'unchanged' | 'other'; run: RunState }
  | { outcome: 'stale' }
  | { outcome: 'problems'; problems: string[] };

/** Whoever asks, and the id that makes the command recognisable. */
interface Asking {
  id: string;
  by: Actor;
}

/** Actions that were asked for by name, as far as they are kept beside the plan. */
const MOST_NAMED = 100;

/** K2, K5. The run and its plan in one transaction: of several that are asked for at once in one workspace, each is decided with the others in view, or not made. */
export async function createRun(house: RunHouse, prepared: PreparedRun, asking: Asking): Promise<CreatedRun> {
  let unheard: OutboxEntry[] = [];
  const done = await house.kernel.store.transact((tx) => {
    unheard = [];
    return makeRun(house, tx, prepared, asking, (effects) => (unheard = effects));
  });
  await dispatchLoose(house.kernel, unheard);
  return done;
}

async function makeRun(
  house: RunHouse,
  tx: RunTransaction,
  prepared: PreparedRun,
  asking: Asking,
  asks: (effects: OutboxEntry[]) => void,
): Promise<CreatedRun> {
  const { id, ask } = prepared;
  const known = await tx.get({ collection: 'runs', id });
  const place = headId(ask.backend, ask.workspace);
  const head = await tx.get({ collection: 'runHeads', id: place });
  if (known !== undefined) return { outcome: isSameAsk(known.state, ask) ? 'unchanged' : 'other', run: known.state };
  if ((head?.version ?? 0) !== prepared.head) return { outcome: 'stale' };
  const at = tx.now();
  const plan = planFor(house, prepared, at);
  if ('problems' in plan) return { outcome: 'problems', problems: plan.problems.map(({ message }) => message) };
  tx.set({ collection: 'runHeads', id: place }, { version: prepared.head + 1, run: id, at });
  asks(createPlan(house.kernel, tx, plan, { id: `${asking.id}:plan`, by: asking.by }));
  const run = newRun(prepared, at);
  const born = { facts: [{ fact: 'run_made' as const, run }], state: { ...run, version: 0 } };
  return { outcome: 'made', run: create(house.kernel, tx, storedRuns, born, { ...asking, at, command: 'make_run' }) };
}

function planFor({ sha1 }: RunHouse, prepared: PreparedRun, at: Instant): ReturnType<typeof preparePlan> {
  const { id, ask } = prepared;
  const steps = planSteps(prepared, (action) => jobId(sha1, id, action));
  const asked = { owner: { kind: 'run', id }, backend: ask.backend, mode: 'shares' as const, steps };
  return preparePlan(planOf(id), asked, at, takenSteps(prepared));
}

function newRun({ id, ask, steps }: PreparedRun, at: Instant): Omit<RunState, 'version'> {
  const count = (what: 'run' | 'reuse' | 'join'): number => steps.filter(({ take }) => take === what).length;
  return {
    ...ask,
    id,
    requested: ask.requested.slice(0, MOST_NAMED),
    createdAt: at,
    steps: { run: count('run'), reused: count('reuse'), joined: count('join') },
  };
}
