import { openAgentTasks } from '#contexts/operations/app/agents/open-tasks.ts';
import { updateAgentTask } from '#contexts/operations/app/agents/update-task.ts';
import type { AgentUpdate } from '#contexts/operations/agent.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { driveOperation } from '#contexts/operations/app/driver.ts';
import type { DriveWork } from '#contexts/operations/app/owned.ts';
import { drive } from '#contexts/operations/domain/drive.ts';
import { storedPlans } from '#contexts/plans/app/stored-plans.ts';
import { stepOperation } from '#contexts/plans/domain/operation.ts';
import type { Place } from '#contexts/plans/domain/page.ts';
import type { PlanAsked } from '#contexts/plans/domain/process.ts';
import type { Step } from '#contexts/plans/domain/step.ts';
import { change } from '#kernel/app/handle.ts';
import { performEffect } from '#kernel/app/perform.ts';
import { looseEntry } from '#kernel/outbox.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { jobOrder } from '#test/contract/executor/orders.ts';
import { heard, ruleOf } from '#test/support/application/errand-scene.ts';
import { drivenPlans, FENCING } from '#test/support/application/plan-operations.ts';
import { openWorld, type World } from '#test/support/application/world.ts';
import { by, countTransactions, keep, placeOf, stepsOf } from '#test/support/plan-house.ts';

const PLAN = 'p1';
const BACKEND = 'local';
type Phase = 'launch' | 'cancel';

/** A stored plan that owns what its steps do, with the driver and the agents' desk of all others, on a store that counts. */
export async function planScene(steps: readonly Step[]) {
  let each: { reads: number; writes: number }[] = [];
  const world = openWorld({
    wrap(inner) {
      const counted = countTransactions(inner);
      each = counted.each;
      return counted.store;
    },
  });
  const { system, outputs } = world;
  const owner = drivenPlans({ build: world.deployer, command: world.deployDependencies.executors.agent });
  const owners = { plan: owner };
  const known = kernelOf(system);
  const effects = { ...known.effects, drive_operation: { ...ruleOf(known), onGivenUp: heard(owners) } };
  const kernel: typeof known = { ...known, effects };
  const desk = { kernel, store: system.store, outputs, limits: undefined, owners, kind: 'ours' as const };
  const drives = driveOperation({ system, outputs, owners });
  await keep(system, PLAN, steps);
  await leases(world);
  const keyOf = (place: Place, phase: Phase) => `plan.${PLAN}-${stepOperation(place).id}-${phase}`;
  const openTask = async (id: string) => (await openAgentTasks(desk, BACKEND)).find((task) => task.id === id);

  /** The command and the effect that drives what the step does, in one commit: the promise is as durable as what it was made for. */
  async function commands(name: string, phase: Phase, make: (place: Place) => PlanAsked): Promise<void> {
    const place = await placeOf(system, PLAN, name);
    const operation = stepOperation(place);
    await system.store.transact(async (tx) => {
      const document = await storedPlans.load(tx, PLAN, { operation });
      if (document === undefined) throw new Error('no plan');
      change(kernel, tx, storedPlans, document, { ...make(place), id: `${phase}:${name}`, at: tx.now(), by });
      const effect = looseEntry(kernel, keyOf(place, phase), { kind: 'plan', id: PLAN }, drive(operation, phase), tx.now());
      tx.create({ collection: 'outbox', id: effect.key }, effect);
    });
  }

  return {
    world,
    desk,
    plan: PLAN,
    /** What each transaction has cost since this was asked last. */
    costs: () => each.splice(0),
    starts: (name: string) => commands(name, 'launch', (place) => ({ command: 'start_step', place, operation: stepOperation(place).id })),
    cancels: (name: string) => commands(name, 'cancel', (place) => ({ command: 'cancel_steps', steps: [{ name, ...place }], unknown: [] })),
    /** The effect is performed once, when it is due. */
    async performs(name: string, phase: Phase = 'launch') {
      const id = keyOf(await placeOf(system, PLAN, name), phase);
      const entry = await system.store.get({ collection: 'outbox', id });
      if (entry === undefined) throw new Error(`no effect ${id}`);
      world.time.now = Math.max(world.time.now, entry.dueAt);
      each.length = 0;
      return performEffect(kernel, 'drive_operation', { effectKey: id, dispatch: entry.dispatches }, (work) => drives(work as DriveWork));
    },
    /** The open task by which the step is carried out, or is stopped. */
    async task(name: string, what: 'carry out' | 'stop' = 'carry out'): Promise<AgentTaskDocument> {
      const { id } = stepOperation(await placeOf(system, PLAN, name));
      const found = await openTask(what === 'stop' ? `cancel-${PLAN}-${id}` : `${PLAN}-${id}`);
      if (found === undefined) throw new Error(`no task for ${name}`);
      return found;
    },
    /** A task whose end is judged by what it writes. */
    async offersRun(name: string): Promise<AgentTaskDocument> {
      const operation = stepOperation(await placeOf(system, PLAN, name));
      const id = `${PLAN}-${operation.id}`;
      const subject = { kind: 'plan', id: PLAN };
      await world.executors.agent?.start({ ...jobOrder(), id, subject, name: operation, backend: BACKEND, fencing: FENCING });
      const found = await openTask(`run-${id}`);
      if (found === undefined) throw new Error(`no run for ${name}`);
      return found;
    },
    tells: (task: AgentTaskDocument, update: AgentUpdate) => updateAgentTask(desk, { backend: BACKEND, id: task.id }, task.fencing, update),
    async step(name: string) {
      return (await stepsOf(system, PLAN)).get(name);
    },
  };
}

/** Its backend is under the lease that the plan's steps name. */
async function leases({ system }: World): Promise<void> {
  await system.store.transact(async (tx) => {
    await tx.get({ collection: 'backends', id: BACKEND });
    const lease = { requestId: PLAN, fencing: FENCING, grantedAt: 0 };
    const state = { slug: BACKEND, version: 0, fencing: FENCING, flags: {}, lease };
    tx.set({ collection: 'backends', id: BACKEND }, { slug: BACKEND, commands: [], state });
  });
}
