import { operatorCalled } from '#test/support/known-as.ts';
import { describe, expect, test } from '@jest/globals';
import { registrations } from '#doors/contracts/effects.ts';
import type { TurnTaker } from '#contexts/backends/ports.ts';
import type { PlanOwner } from '#contexts/plans/app/owner.ts';
import { looseEntry } from '#kernel/outbox.ts';
import { defineSweeper } from '#products/pipelines/app/sweepers/define.ts';
import { addWorkspace } from '#products/pipelines/app/workspaces.ts';
import { checkOthers } from '#products/rehearsal/app/check-others.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import type { Others } from '#products/rehearsal/app/others.ts';
import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';
import { sweepersOf } from '#products/rehearsal/app/sweep.ts';
import { others } from '#functions/wiring/others.ts';
import type { System, Transaction } from '#functions/wiring/system.ts';
import { keep, stateOf } from '#test/support/plan-house.ts';
import { step } from '#test/support/plan-steps.ts';
import { machine } from '#functions/wiring/machine.ts';
import { owners } from '#functions/wiring/owners.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';
import { joined } from '#kernel/tables.ts';
import { MINUTE } from '#kernel/time.ts';
import * as pipelines from '#products/pipelines/app/machine.ts';
import { defineEffect } from '#products/pipelines/kinds/effects/define.ts';
import * as rehearsal from '#products/rehearsal/app/machine.ts';
import { deliver, openWorld, START, type World } from '#test/support/application/world.ts';

test('Z1 an installation’s machine has the processes and the effects of all its products, whichever product asks it', () => {
  const { system } = openWorld();
  for (const { effects, processes } of [machine, rehearsal.kernelOf(system), pipelines.kernelOf(system)]) {
    expect(Object.keys(processes)).toEqual(expect.arrayContaining(['request', 'backend', 'plan', 'workspace']));
    expect(processes).toMatchObject({ ...rehearsal.processes, ...pipelines.processes });
    expect(Object.keys(effects).toSorted()).toEqual(Object.keys(registrations).toSorted());
  }
  expect(Object.keys(taskRoutes).toSorted()).toEqual(Object.keys(registrations).toSorted());
});

test('Z1 a system that was opened without it has one product’s own', () => {
  const { machine: _left, ...system } = openWorld().system;
  expect(Object.keys(rehearsal.kernelOf(system).processes)).not.toContain('workspace');
  expect(Object.keys(pipelines.kernelOf(system).processes).toSorted()).toEqual(Object.keys(pipelines.processes).toSorted());
});

test('O2 what drives an operation is given the state of its owner, whichever product that is of', () => {
  expect(machine.effects['drive_operation']?.subjects).toEqual(Object.keys(machine.processes));
  expect(Object.keys(owners)).toContain('request');
});

test('Z1 one name that two products give to different things is refused; what both have of a context counts once', () => {
  expect(() => joined('process', [{ plan: 1 }, { plan: 2 }])).toThrow('there are two of process plan');
  expect(joined('process', [{ plan: 1, a: 2 }, { plan: 1 }])).toEqual({ plan: 1, a: 2 });
});

test('Z1 what most kinds of effects of pipelines have alike is left out', () => {
  const given = { function: 'brew-tea', subjects: ['workspace'], secrets: [], grants: { database: {} } } as const;
  const kind = defineEffect<{ kind: 'brew_tea' }, 'brew-tea'>({
    ...given,
    limits: { instances: 1, concurrency: 10 },
    queue: { deadline: 5 * MINUTE },
  });
  expect(kind).toMatchObject({ replays: 0, alsoFills: [], limits: { memory: 256 }, queue: { concurrency: 10, deadline: 5 * MINUTE } });
  expect(
    kind.onGivenUp({ key: 'k', effect: { kind: 'brew_tea' }, subject: { kind: 'workspace', id: 'a' }, state: undefined }, 'why'),
  ).toBeUndefined();
});

describe('Z1 what one product does for all', () => {
  /** A world in which another product has this. */
  function beside(over: Partial<Others<System, Transaction>>): World {
    const world = openWorld();
    return { ...world, system: { ...world.system, others: { ...others, ...over } } };
  }

  async function performs(
    { system, ...world }: World,
    kind: 'offer_turn' | 'advance_plan',
    effect: { backend: string } | { plan: string },
  ): Promise<unknown> {
    const entry = looseEntry(
      system,
      `loose-${kind}`,
      { kind: 'backend', id: 'local' },
      { kind, ...effect } as never,
      await system.store.now(),
    );
    await system.store.transact(async (tx) => tx.create({ collection: 'outbox', id: entry.key }, entry));
    await deliver({ system, ...world }, { kind, payload: { effectKey: entry.key, dispatch: 1 } });
    return system.store.get({ collection: 'outbox', id: entry.key });
  }

  const nobody = { interrupt: async () => 0, waiting: async () => 0 };

  test('Q3 B7 whoever waits for a backend is asked, in order; the soonest says when all are asked again', async () => {
    const asked: string[] = [];
    const taker = (name: string, waiting: number, after?: number): TurnTaker => ({
      ...nobody,
      waiting: async () => waiting,
      async offer(slug) {
        asked.push(`${name} ${slug}`);
        return after;
      },
    });
    const world = beside({
      users: () => [taker('jobs', 2, 5 * MINUTE), taker('nobody', 0, 1), taker('changes', 1, MINUTE), taker('last', 1)],
    });
    expect(await performs(world, 'offer_turn', { backend: 'local' })).toMatchObject({ state: 'waiting', dueAt: START + MINUTE });
    expect(asked).toEqual(['jobs local', 'changes local', 'last local']);
  });

  test('O1 the owner of a plan, of whichever product, begins what is ready of it; a plan of another owner is left alone', async () => {
    const begun: string[] = [];
    const owner: PlanOwner = {
      async begins(_tx, _plan, steps) {
        for (const { step } of steps) begun.push(step.name);
        return { operations: steps.map(({ step }) => `op-${step.name}`), write: () => [] };
      },
      wentOn: async () => undefined,
    };
    const world = beside({ planOwners: () => ({ somebody_else: owner }) });
    await keep(world.system, 'p1', [step('a')]);
    expect(await performs(world, 'advance_plan', { plan: 'p1' })).toMatchObject({ state: 'done' });
    expect(begun).toEqual([]);
    const { kind } = (await stateOf(world.system, 'p1')).owner;
    const own = { ...world, system: { ...world.system, others: { ...others, planOwners: () => ({ [kind]: owner }) } } };
    await own.system.store.transact(async (tx) => {
      await tx.get({ collection: 'outbox', id: 'loose-advance_plan' });
      tx.delete({ collection: 'outbox', id: 'loose-advance_plan' });
    });
    await performs(own, 'advance_plan', { plan: 'p1' });
    expect(begun).toEqual(['a']);
  });

  test('B6 the sweep looks for what other products promised, tells of it, and shows it', async () => {
    const tea = defineSweeper({ kind: 'lost', order: 5, finds: 'cold tea', helps: 'brews it anew', look: async () => 2 });
    const { system } = beside({ sweepers: { tea } });
    expect(await sweepAndReport(system, 's1')).toMatchObject({ tea: 2, effects: 0 });
    const shown = await operate(system, { who: operatorCalled('grace'), newId: () => 'id', intakeOpen: true }, { operation: 'sweep_show' });
    expect('done' in shown ? shown.done.rows?.find(({ sweeper }) => sweeper === 'tea') : undefined).toMatchObject({
      lastFound: 2,
      finds: 'cold tea',
    });
    expect(() => sweepersOf(beside({ sweepers: { effects: tea } }).system)).toThrow('there are two of sweeper effects');
  });

  test('Z1 Z4 the check of records looks at the processes of every product', async () => {
    const { system } = openWorld();
    const asked = { name: 'measles', repository: 'opensafely/measles', branch: 'main', purpose: 'how many', people: [] };
    await addWorkspace(system, asked, { id: 'c1', operator: 'grace' });
    expect(await checkOthers(system)).toEqual([{ name: 'workspace measles', faults: [] }]);
    const ref = { collection: 'workspaces', id: 'measles' } as const;
    await system.store.transact(async (tx) => {
      const known = await tx.get(ref);
      if (known !== undefined) tx.set(ref, { ...known, isArchived: true, state: { ...known.state, branch: 'other' } });
    });
    expect(await checkOthers(system)).toEqual([
      { name: 'workspace measles', faults: [{ version: 1, fault: 'not_its_fold', fields: ['branch', 'isArchived'] }] },
    ]);
  });
});
