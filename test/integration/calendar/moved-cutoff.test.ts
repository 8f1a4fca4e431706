import { describe, expect, test } from '@jest/globals';
import { releaseProcess } from '#contexts/calendar/domain/release/process.ts';
import { checkChain, nothingPersonal } from '#kernel/chain.ts';
import { fold } from '#kernel/process.ts';
import { DAY } from '#kernel/time.ts';
import type { Store } from '#functions/wiring/system.ts';
import { flakyStore } from '#test/support/application/flaky-store.ts';
import { Died, mortal } from '#test/support/application/faults.ts';
import { cutMails, looks, queueWorks, releaseOf } from '#test/support/application/calendar.ts';
import { answers, arrives, stateOf } from '#test/support/application/requests.ts';
import { CUT, releases, by, open, tested, passes } from '#test/support/application/cutoff-scene.ts';
import { openWorld, START, type World } from '#test/support/application/world.ts';

describe('C6 a cutoff that is moved', () => {
  function moves(world: World, hardCutoff: number): void {
    world.system.rules = { ...world.system.rules, releases: [{ name: '5.2', hardCutoff }, releases[1]!] };
  }

  test('C6 before it has come it is followed, and nothing happens at the old instant', async () => {
    const world = open();
    await arrives(world, 'a1', by('ann'));
    await looks(world);
    moves(world, CUT + DAY);
    await looks(world);
    world.time.now = CUT;
    await queueWorks(world, 'keep_calendar');
    expect((await stateOf(world, 'a1')).cutoffs).toBeUndefined();
    world.time.now = CUT + DAY;
    await queueWorks(world, 'keep_calendar');
    expect((await stateOf(world, 'a1')).cutoffs).toMatchObject([{ cutoff: CUT + DAY, outcome: 'moved' }]);
  });

  test('C6 earlier than now it is enforced at once, by its own instant', async () => {
    const world = open();
    await tested(world, 'a1');
    await looks(world);
    world.time.now += 2 * DAY;
    await answers(world, 'a1', 'grace', 'verdict', 'approve');
    moves(world, START + DAY);
    await looks(world);
    await queueWorks(world, 'keep_calendar');
    expect((await stateOf(world, 'a1')).cutoffs).toMatchObject([{ cutoff: START + DAY, outcome: 'moved' }]);
  });

  test('C6 after it was enforced nothing is moved back: the release team is told which had moved, and the instant used is kept', async () => {
    const world = open();
    await arrives(world, 'a1', by('ann'));
    await passes(world);
    moves(world, CUT + 2 * DAY);
    await looks(world);
    await looks(world);
    expect((await stateOf(world, 'a1')).submission.targetRelease).toBe('5.3');
    expect(await releaseOf(world, '5.2')).toMatchObject({
      hardCutoff: CUT + 2 * DAY,
      cuts: [{ cutoff: CUT, moved: 1 }],
      movedAfterCut: [{ from: CUT, to: CUT + 2 * DAY }],
    });
    const moved = (await cutMails(world)).filter(({ effect }) => effect.kind === 'send_mail' && effect.template === 'cutoff_moved');
    expect(moved.map(({ effect }) => (effect.kind === 'send_mail' ? effect.to : '')).toSorted()).toEqual(['quinn', 'ruth']);
    world.time.now = CUT + 2 * DAY;
    await queueWorks(world, 'keep_calendar');
    expect((await releaseOf(world, '5.2'))?.cuts.map(({ cutoff }) => cutoff)).toEqual([CUT, CUT + 2 * DAY]);
  });
});

describe('C6 Z1 the history of a release', () => {
  test('C6 Z2 whoever sees that the row was moved after its cut dies right then: the release team is told all the same', async () => {
    const world = openWorld({ rules: { releases }, wrap: flakyStore });
    await arrives(world, 'a1', by('ann'));
    await passes(world);
    await queueWorks(world);
    world.system.rules = { ...world.system.rules, releases: [{ name: '5.2', hardCutoff: CUT + 2 * DAY }, releases[1]!] };
    world.faults.plan('store', 'crash_after');
    await expect(mortal(world.faults, () => looks(world))).rejects.toThrow(Died);
    await looks(world);
    expect((await releaseOf(world, '5.2'))?.movedAfterCut).toHaveLength(1);
    const moved = (await cutMails(world)).flatMap(({ effect }) =>
      effect.kind === 'send_mail' && effect.template === 'cutoff_moved' ? [effect.to] : [],
    );
    expect(moved.toSorted()).toEqual(['quinn', 'ruth']);
  });

  test('Z1 Z4 each thing that was done about it is an entry, chained to the one before; its state is the fold of them', async () => {
    const world = open();
    await arrives(world, 'a1', by('ann'));
    await passes(world);
    const entries = (await world.system.store.query({ index: 'releaseTimelineInOrder', parent: '5.2', equal: {}, limit: 100 })).map(
      ({ document }) => document,
    );
    const overtaken = ['overtake_stage', 'overtake_stage', 'overtake_stage'];
    expect(entries.map(({ command }) => command)).toEqual(['plan_release', ...overtaken, 'begin_stage', 'collect_stage', 'end_stage']);
    expect(new Set(entries.map(({ by: who }) => JSON.stringify(who)))).toEqual(new Set(['{"kind":"system","part":"calendar"}']));
    expect(entries.at(-1)?.facts).toMatchObject([
      { fact: 'release_cut', cutoff: CUT, made: 0, moved: 1, blocking: 0 },
      { fact: 'report_published', report: 1, cause: 'cut' },
      { fact: 'stage_done', stage: `cut-${CUT}`, told: 1 },
    ]);
    const document = await world.system.store.get({ collection: 'releases', id: '5.2' });
    expect(fold(releaseProcess, entries)).toEqual(document?.state);
    expect(checkChain(entries, { version: 7, own: document?.chainHead }, world.system.hash, nothingPersonal())).toEqual([]);
  });
});

describe('the calendar at rest', () => {
  test('B6 a sweep reads a little and writes nothing, however many requests there are', async () => {
    const seen: number[] = [];
    for (const many of [1, 40]) {
      let reads = 0;
      const wrap = (store: Store): Store => ({
        ...store,
        get: (ref) => ((reads += 1), store.get(ref)),
        query: (query) => ((reads += 1), store.query(query)),
      });
      const world = openWorld({ rules: { releases, backends: [] }, wrap });
      for (let n = 0; n < many; n += 1) await arrives(world, `r${n}`, by('ann'));
      await passes(world);
      await queueWorks(world);
      reads = 0;
      await looks(world);
      seen.push(reads);
    }
    // Of these, 10 look for what flags, tokens, schedules, probes, runs and jobs have promised, 2 whether operations of before are listed (O6), and 2 for sessions and refusals (W3, W5).
    expect(seen[0]).toBeLessThanOrEqual(22);
    expect(seen[1]).toBe(seen[0]);
  });
});
