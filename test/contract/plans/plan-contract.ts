import { describe, expect, test } from '@jest/globals';
import { advancePlan } from '#contexts/plans/app/advance.ts';
import { cancelPlan, cancelSteps, preparePlan } from '#contexts/plans/app/plans.ts';
import { findStep, readPlanPage } from '#contexts/plans/app/read.ts';
import { storedPlans } from '#contexts/plans/app/stored-plans.ts';
import { countsOf } from '#contexts/plans/domain/state.ts';
import type { Step } from '#contexts/plans/domain/step.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { checkChain } from '#kernel/chain.ts';
import { faultsOf, fold } from '#kernel/process.ts';
import { MINUTE } from '#kernel/time.ts';
import type { Store } from '#functions/wiring/system.ts';
import { deliver, openWorld, type World } from '#test/support/application/world.ts';
import { begins, by, countTransactions, ends, goesOn, keep, pagesOf, placeOf, plays, stateOf, stepsOf } from '#test/support/plan-house.ts';
import { step } from '#test/support/plan-steps.ts';

export type OpenPlans = () => Promise<{ store: Store; time?: { now: number } }>;

const input = { command: ['run', 'x'.repeat(300)], outputs: { moderate: 'output/table.csv' } };
const chain = (count: number): Step[] => Array.from({ length: count }, (_, n) => step(`s${n}`, n === 0 ? [] : [`s${n - 1}`], { input }));
const hub = (count: number): Step[] => Array.from({ length: count }, (_, n) => step(`s${n}`, n === 0 ? [] : ['s0'], { input }));

/** Pages of one batch, its source, and the plan; of what is written one more, the entry of the timeline. */
const MOST_READS = 12;
const MOST_WRITES = 13;

/** O1, O3, Z6: plans kept in any store. */
export function planContract(name: string, open: OpenPlans, isClockOurs = false): void {
  async function house(): Promise<{ world: World; each: { reads: number; writes: number }[] }> {
    const { store, time } = await open();
    const counted = countTransactions(store);
    return { world: openWorld({ store: counted.store, ...(time === undefined ? {} : { time }) }), each: counted.each };
  }

  describe(`${name}: O1 a plan in pages`, () => {
    test('O1 one step moved costs the same in a plan of 5,000 as in one of 50: the plan, its page, an entry', async () => {
      const { world, each } = await house();
      const { system } = world;
      for (const [id, size] of [
        ['small', 50],
        ['large', 5_000],
      ] as const) {
        await keep(system, id, chain(size));
        each.length = 0;
        expect((await begins(system, id, 's0'))?.outcome).toBe('saved');
        expect((await ends(system, id, 's0'))?.outcome).toBe('saved');
        expect(each).toEqual([
          { reads: 2, writes: 3 },
          // What may begin now is told to its owner, by an effect.
          { reads: 2, writes: 3 + 1 },
        ]);
      }
      expect(countsOf(await stateOf(system, 'large'))).toEqual({ succeeded: 1, ready: 1, waiting: 4_998 });
      await system.store.close();
    });

    test('O1 the end of a hub frees 4,999 steps in batches of a bounded size, asked for once', async () => {
      const { world, each } = await house();
      const { system, queue } = world;
      await keep(system, 'hub', hub(5_000));
      await plays(system, 'hub', 's0');
      expect(queue.tasks.map(({ kind }) => kind)).toEqual(['advance_plan']);
      each.length = 0;
      expect((await deliver(world, queue.tasks[0]!)).answer).toBe('done');
      expect(countsOf(await stateOf(system, 'hub'))).toEqual({ succeeded: 1, ready: 4_999 });
      for (const { reads, writes } of each) {
        expect(reads).toBeLessThanOrEqual(MOST_READS);
        expect(writes).toBeLessThanOrEqual(MOST_WRITES);
      }
      await system.store.close();
    });

    test('O3 the failure of the first of a chain of 5,000 ends all of them, with its name, in batches of a bounded size', async () => {
      const { world, each } = await house();
      const { system } = world;
      await keep(system, 'chain', chain(5_000));
      await plays(system, 'chain', 's0', 'failed');
      each.length = 0;
      await goesOn(system, 'chain');
      for (const { reads, writes } of each) {
        expect(reads).toBeLessThanOrEqual(MOST_READS);
        expect(writes).toBeLessThanOrEqual(MOST_WRITES);
      }
      const state = await stateOf(system, 'chain');
      expect(countsOf(state)).toEqual({ failed: 1, dependency_failed: 4_999 });
      expect(state.ended?.end).toBe('failed');
      expect((await stepsOf(system, 'chain')).get('s4999')?.culprit).toBe('s0');
      await system.store.close();
    });

    test('O1 W8 a page is shown with counts of all from two documents, and a step is found by name from two', async () => {
      const { world } = await house();
      const { store } = world.system;
      await keep(world.system, 'plan', [step('deploy', [], { group: 'before' }), ...chain(4_998), step('clear', [], { group: 'after' })]);
      let reads = 0;
      const counting: Pick<Store, 'get'> = { get: (ref) => ((reads += 1), store.get(ref)) };
      const view = await readPlanPage(counting, 'plan', 1);
      expect(reads).toBe(2);
      expect(view?.steps).toHaveLength(100);
      expect(view?.counts).toEqual({ before: { ready: 1 }, main: { ready: 1, waiting: 4_997 }, after: { ready: 1 } });
      expect(view?.steps[0]?.reason).toMatchObject({ code: 'dependency', why: 'waits for the group before' });
      expect(view?.steps[1]).toMatchObject({ name: 's1', needs: ['s0'], needsElsewhere: 0 });
      reads = 0;
      expect(await findStep(counting, 'plan', 's4997')).toEqual({ page: 50, at: 97 });
      expect(reads).toBe(2);
      expect(await findStep(counting, 'plan', 'nowhere')).toBeUndefined();
      await store.close();
    });

    test('D6 O3 nothing of what was asked for runs when what makes ready fails; what puts in order again does, and the plan ends', async () => {
      const { world } = await house();
      const { system } = world;
      const steps = [
        step('deploy', [], { group: 'before' }),
        step('check', ['deploy'], { group: 'before' }),
        ...chain(250),
        step('clear', [], { group: 'after' }),
      ];
      await keep(system, 'plan', steps);
      expect((await begins(system, 'plan', 's0'))?.outcome).toBe('refused');
      expect((await begins(system, 'plan', 'clear'))?.outcome).toBe('refused');
      await plays(system, 'plan', 'deploy', 'failed');
      expect((await begins(system, 'plan', 's0'))?.outcome).toBe('refused');
      await goesOn(system, 'plan');
      const kept = await stepsOf(system, 'plan');
      expect([kept.get('check'), kept.get('s0'), kept.get('s249')].map((one) => [one?.state, one?.culprit])).toEqual(
        Array.from({ length: 3 }, () => ['dependency_failed', 'deploy']),
      );
      expect((await stateOf(system, 'plan')).ended).toBeUndefined();
      await plays(system, 'plan', 'clear');
      expect((await stateOf(system, 'plan')).ended?.end).toBe('failed');
      await system.store.close();
    });

    test('O3 O5 a cancelled plan begins nothing but what puts in order; late good news counts, and what is over stays', async () => {
      const { world } = await house();
      const { system } = world;
      await keep(system, 'plan', [...chain(150), step('aside'), step('clear', [], { group: 'after' })]);
      await begins(system, 'plan', 'aside');
      expect((await cancelPlan(kernelOf(system), 'plan', 'not wanted', { id: 'cancel', by }))?.outcome).toBe('saved');
      expect((await begins(system, 'plan', 's0'))?.outcome).toBe('refused');
      expect((await readPlanPage(system.store, 'plan', 0))?.steps[0]?.reason).toMatchObject({ code: 'cancelled', why: 'not wanted' });
      await goesOn(system, 'plan');
      expect((await ends(system, 'plan', 'aside'))?.outcome).toBe('saved');
      expect((await ends(system, 'plan', 'aside', 'failed'))?.outcome).toBe('refused');
      await plays(system, 'plan', 'clear');
      const state = await stateOf(system, 'plan');
      expect([countsOf(state), state.ended?.end]).toEqual([{ succeeded: 2, cancelled: 150 }, 'cancelled']);
      const late = await cancelPlan(kernelOf(system), 'plan', 'again', { id: 'cancel-2', by });
      expect(late).toMatchObject({ outcome: 'refused', refused: { refused: { code: 'already_over' } } });
      await system.store.close();
    });

    test('O5 cancelling some answers per step; if one is not known nothing is cancelled', async () => {
      const { world } = await house();
      const { system } = world;
      await keep(system, 'plan', [...chain(120), step('aside'), step('over')]);
      await begins(system, 'plan', 'aside');
      await plays(system, 'plan', 'over');
      const asked = ['s1', 'aside', 'over', 'nowhere'];
      const answers = (names: string[], id: string): Promise<unknown> => cancelSteps(kernelOf(system), 'plan', names, { id, by });
      expect(await answers(asked, 'c1')).toEqual([
        { name: 's1', answer: 'not_cancelled' },
        { name: 'aside', answer: 'not_cancelled' },
        { name: 'over', answer: 'already_over' },
        { name: 'nowhere', answer: 'not_known' },
      ]);
      expect((await stepsOf(system, 'plan')).get('s1')?.state).toBe('waiting');
      expect(await answers(asked.slice(0, 3), 'c2')).toEqual([
        { name: 's1', answer: 'cancelled' },
        { name: 'aside', answer: 'cancelling' },
        { name: 'over', answer: 'already_over' },
      ]);
      await goesOn(system, 'plan');
      const kept = await stepsOf(system, 'plan');
      expect(kept.get('aside')).toMatchObject({ state: 'running', cancelAsked: true });
      expect(kept.get('s119')).toMatchObject({ state: 'dependency_failed', culprit: 's1' });
      expect((await begins(system, 'plan', 's0'))?.outcome).toBe('saved');
      await system.store.close();
    });

    test('O4 what was taken from before is over from the start; if that is all, so is the plan', async () => {
      const { world } = await house();
      const { system } = world;
      const taken = new Map([
        ['s0', 'op-1'],
        ['s1', 'op-2'],
      ]);
      await keep(system, 'some', chain(4), taken);
      expect(await readPlanPage(system.store, 'some', 0).then((view) => view?.steps.map(({ state, reused }) => [state, reused]))).toEqual([
        ['succeeded', true],
        ['succeeded', true],
        ['ready', undefined],
        ['waiting', undefined],
      ]);
      await keep(system, 'all', chain(2), taken);
      expect((await stateOf(system, 'all')).ended?.end).toBe('succeeded');
      await system.store.close();
    });

    test('Z1 Z4 the state is the fold of the timeline, which is chained, small, and said once however often it is said', async () => {
      const { world } = await house();
      const { system } = world;
      await keep(system, 'plan', hub(1_000));
      await plays(system, 'plan', 's0');
      await Promise.all([1, 2, 3].map(() => advancePlan(kernelOf(system), 'plan')));
      expect((await begins(system, 'plan', 's1'))?.outcome).toBe('saved');
      expect((await begins(system, 'plan', 's1'))?.outcome).toBe('repeated');
      await ends(system, 'plan', 's1', 'failed');
      expect((await ends(system, 'plan', 's1', 'failed'))?.outcome).toBe('repeated');
      const found = await system.store.query({ index: 'planTimelineInOrder', equal: {}, parent: 'plan', limit: 100 });
      const entries = found.map(({ document }) => document);
      const { loaded: _loaded, ...folded } = fold(storedPlans.process, entries) ?? { loaded: undefined };
      const document = await system.store.get({ collection: 'plans', id: 'plan' });
      expect(folded).toEqual(document?.state);
      expect(faultsOf(storedPlans.process.schema, document?.state)).toEqual([]);
      expect(
        checkChain(entries, { version: document?.state.version ?? 0, own: document?.chainHead }, system.hash, storedPlans.privacy),
      ).toEqual([]);
      for (const entry of entries) expect(JSON.stringify(entry).length).toBeLessThan(10_000);
      await system.store.close();
    });

    // Where the clock is the store's own, nobody can let five minutes pass.
    if (isClockOurs)
      test('B6 Z2 a plan whose task was lost goes on by the sweep', async () => {
        const { world } = await house();
        const { system, queue, time } = world;
        await keep(system, 'plan', hub(300));
        await plays(system, 'plan', 's0');
        const [lost] = queue.tasks.splice(0);
        time.now += 5 * MINUTE;
        expect((await sweep(system, '1')).effects).toBe(1);
        expect((await deliver(world, queue.tasks[0]!)).answer).toBe('done');
        expect((await deliver(world, lost!)).answer).toBe('nothing_to_do');
        expect(countsOf(await stateOf(system, 'plan'))).toEqual({ succeeded: 1, ready: 299 });
        await system.store.close();
      });
  });

  test(`${name}: Z3 what cannot be kept is refused before anything is written, and what just fits is kept`, async () => {
    const { world } = await house();
    const { system } = world;
    const prepare = (steps: Step[]): string[] => {
      const made = preparePlan('x', { owner: { kind: 'run', id: 'r' }, backend: 'b', mode: 'shares', steps }, 1);
      return 'problems' in made ? made.problems.map(({ code }) => code) : [];
    };
    expect(prepare([step('a', [], { input: 'x'.repeat(90_000) })])).toEqual(['step_too_large']);
    expect(prepare(Array.from({ length: 500 }, (_, n) => step(`s${n}`, [], { input: 'x'.repeat(40_000) })))).toEqual(['plan_too_large']);
    // Many needs of many: as dense as may be.
    const wide = Array.from({ length: 60 }, (_, n) => `w${n}`);
    const dense = [...wide.map((one) => step(one)), ...Array.from({ length: 60 }, (_, n) => step(`d${n}`, wide))];
    await keep(system, 'dense', dense);
    await keep(
      system,
      'large',
      Array.from({ length: 80 }, (_, n) => step(`s${n}`, [], { input: 'ü'.repeat(20_000) })),
    );
    for (const name of wide) await plays(system, 'dense', name, name === 'w59' ? 'failed' : 'succeeded');
    await goesOn(system, 'dense');
    expect(countsOf(await stateOf(system, 'dense'))).toEqual({ succeeded: 59, failed: 1, dependency_failed: 60 });
    expect((await pagesOf(system, 'dense')).every((page) => Buffer.byteLength(JSON.stringify(page)) < 100_000)).toBe(true);
    expect(await placeOf(system, 'large', 's79')).toBeDefined();
    await system.store.close();
  });
}
