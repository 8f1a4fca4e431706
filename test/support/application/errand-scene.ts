import { driveOperation } from '#contexts/operations/app/driver.ts';
import type { DriveWork } from '#contexts/operations/app/owned.ts';
import type { DriveOperation } from '#contexts/operations/domain/drive.ts';
import { heardOfGivenUp, type Owners } from '#contexts/operations/domain/owner.ts';
import type { Executor, JobEnd, JobOrder } from '#contexts/operations/ports/executor.ts';
import * as handle from '#kernel/app/handle.ts';
import { performEffect } from '#kernel/app/perform.ts';
import type { EffectRule } from '#kernel/effect.ts';
import type { StoredState } from '#kernel/stored.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { jobOrder } from '#test/contract/executor/orders.ts';
import { errandOwner, storedErrands, type Errand } from '#test/support/application/errands.ts';
import { openWorld, START, type World } from '#test/support/application/world.ts';

/** A process that no product knows, with the driver, the follower and the stub executor of all others. */
export async function errand(lasts?: number, by?: (world: World) => Executor<JobOrder, JobEnd> | undefined) {
  const world = openWorld(lasts === undefined ? {} : { lasts });
  const order = jobOrder();
  const owner = errandOwner(by?.(world) ?? world.executor, order);
  const kept = new Map<string, StoredState<Errand>>();
  const stored = storedErrands(kept);
  const known = kernelOf(world.system);
  const kernel: typeof known = {
    ...known,
    processes: { errand: handle.anyOf(stored) },
    effects: { drive_operation: { ...ruleOf(known), subjects: ['errand'], onGivenUp: heard({ errand: owner }) } },
  };
  const drive = driveOperation({
    system: world.system,
    outputs: world.outputs,
    owners: { errand: owner },
  });
  const header = (id: string) => ({ id, at: START, by: 'somebody', command: 'tell' }) as const;
  const begun = { fact: 'begun' as const, id: 'e1' };
  await world.system.store.transact(async (tx) => {
    await stored.load(tx, 'e1');
    handle.create(kernel, tx, stored, { facts: [begun], state: { version: 0, id: 'e1', state: 'pending' as const } }, header('begin'));
  });
  return {
    world,
    /** Where agents tell of it, and under which lease it is. */
    desk: {
      kernel,
      store: world.system.store,
      outputs: world.outputs,
      limits: undefined,
      owners: { errand: owner },
      kind: 'ours' as const,
    },
    order,
    state: () => kept.get('e1')?.state,
    stop: () => handle.execute(kernel, stored, 'e1', (at) => ({ ...header('stop'), at, is: { fact: 'stopping' as const, at } })),
    async step() {
      const next = await nextOf(world);
      if (next === undefined) return false;
      world.time.now = Math.max(world.time.now, next.dueAt);
      const task = { effectKey: next.key, dispatch: next.dispatches };
      await performEffect(kernel, 'drive_operation', task, (work) => drive(work as DriveWork));
      return true;
    },
  };
}

/** Given up, it says so to whoever owns it. */
export function heard(owners: Owners): EffectRule['onGivenUp'] {
  return ({ key, effect, ...given }, why) => {
    const said = heardOfGivenUp(owners, { ...given, effect: effect as DriveOperation }, why);
    return said === undefined ? undefined : (at) => ({ ...said, id: `${key}:dead`, at, by: 'somebody' });
  };
}

export function ruleOf({ effects }: ReturnType<typeof kernelOf>) {
  const { drive_operation: rule } = effects;
  if (rule === undefined) throw new Error('there is no effect that drives operations');
  return rule;
}

async function nextOf({ system: { store } }: World) {
  const open = await store.query({ index: 'outboxDue', equal: { open: true }, limit: 50 });
  return open.map(({ document }) => document).toSorted((a, b) => a.dueAt - b.dueAt)[0];
}

export async function toItsEnd({ step, state }: Awaited<ReturnType<typeof errand>>): Promise<Errand | undefined> {
  for (let steps = 0; steps < 500 && (await step()); steps += 1);
  return state();
}
