import { describe, expect, test } from '@jest/globals';
import { dataOf } from '#products/rehearsal/domain/mail/read-data.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';
import type { Store } from '#functions/wiring/system.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import { cutMails, looks, queueWorks, releaseOf } from '#test/support/application/calendar.ts';
import { flakyStore } from '#test/support/application/flaky-store.ts';
import { Died, mortal } from '#test/support/application/faults.ts';
import { answers, arrives, does, queues, stateOf, view } from '#test/support/application/requests.ts';
import { CUT, NEXT, releases, by, open, tested, passes } from '#test/support/application/cutoff-scene.ts';
import { openWorld, START } from '#test/support/application/world.ts';
import { allGates } from '#test/support/given-request.ts';

describe('C4 the hard cutoff', () => {
  test('C4 what is not fully tested moves to the next row, what is essential blocks, what was approved before is in it', async () => {
    const world = open();
    await arrives(world, 'open', by('ann'));
    await arrives(world, 'vital', by('ann', { essential: true, essentialReason: 'The release reads it.' }));
    await arrives(world, 'unnamed', by('bob', { targetRelease: undefined as never }));
    await arrives(world, 'later', by('bob', { targetRelease: '5.3' }));
    await arrives(world, 'gone', by('bob'));
    await answers(world, 'gone', 'contributor', 'withdraw', 'withdraw');
    await tested(world, 'ready');
    await answers(world, 'ready', 'grace', 'verdict', 'approve');
    await passes(world);
    const outcomes = await Promise.all(
      ['open', 'vital', 'unnamed', 'later', 'gone', 'ready'].map(async (id) => {
        const { cutoffs = [], submission } = await stateOf(world, id);
        return [id, ...cutoffs.map(({ outcome }) => outcome), submission.targetRelease];
      }),
    );
    expect(outcomes).toEqual([
      ['open', 'moved', '5.3'],
      ['vital', 'blocking', '5.2'],
      ['unnamed', 'moved', '5.3'],
      ['later', '5.3'],
      ['gone', '5.2'],
      ['ready', 'made', '5.2'],
    ]);
    expect(await releaseOf(world, '5.2')).toMatchObject({ cuts: [{ cutoff: CUT, made: 1, moved: 2, blocking: 1 }] });
    const { timeline, document } = await view(world, 'open');
    expect(timeline.at(-1)).toMatchObject({ command: 'cut_off', facts: [{ fact: 'cutoff_passed', record: { to: '5.3' } }] });
    expect(fold(timeline)).toEqual(document.state);
  });

  test('C4 one mail to each person however many of their requests are concerned; what blocks comes first for the release team', async () => {
    const world = open();
    for (const id of ['a1', 'a2', 'a3']) await arrives(world, id, by('ann'));
    await arrives(world, 'b1', by('bob', { essential: true, essentialReason: 'It must.' }));
    await passes(world);
    const mails = await cutMails(world);
    const told = mails.flatMap(({ effect }) => (effect.kind === 'send_mail' ? [effect] : []));
    expect(told.map(({ template, to }) => `${template} ${to}`).toSorted()).toEqual([
      'cutoff_passed contributor',
      'cutoff_passed contributor',
      'release_report quinn',
      'release_report ruth',
    ]);
    const line = (requestId: string, where: string) => ({ requestId, title: 'CountTopicsJob', what: `${where}; its gates must pass` });
    const missed = ['a1', 'a2', 'a3'].map((id) => line(id, 'moved to 5.3'));
    const none = { shown: [], more: 0 };
    expect(dataOf('release_report', told.find(({ to }) => to === 'ruth') ?? {})).toEqual({
      release: '5.2',
      report: 1,
      counts: { ready: 0, missed: 3, blocking: 1, breaches: 0 },
      blocking: { shown: [line('b1', 'blocking')], more: 0 },
      missed: { shown: missed, more: 0 },
      ready: none,
      breaches: none,
    });
    const contributors = told.filter(({ to }) => to === 'contributor').map((mail) => dataOf('cutoff_passed', mail));
    expect(contributors).toContainEqual({ release: '5.2', lines: { shown: missed, more: 0 }, blocking: 0 });
    expect(contributors).toContainEqual({ release: '5.2', lines: { shown: [line('b1', 'blocking')], more: 0 }, blocking: 1 });
  });

  test.each([
    ['one millisecond before', 'made', -1],
    ['at', 'moved', 0],
    ['after', 'moved', 1],
  ])('C4 approved %s the instant, and looked at later: %s', async (_, outcome, delay) => {
    const world = open();
    await tested(world, 'close');
    await looks(world);
    world.time.now = CUT + delay;
    await answers(world, 'close', 'grace', 'verdict', 'approve');
    world.time.now = CUT + 3 * MINUTE;
    await queueWorks(world, 'keep_calendar');
    expect((await stateOf(world, 'close')).cutoffs).toMatchObject([{ release: '5.2', cutoff: CUT, outcome }]);
  });

  test('C4 500 open requests of 60 people at the instant: none is missed, none is told twice, wherever the worker dies', async () => {
    const people: Rules['people'] = [{ id: 'ruth', name: 'Ruth', email: 'ruth@example.org', roles: ['release_coordinator'] }];
    const world = openWorld({ rules: { releases, people }, wrap: flakyStore });
    for (let n = 0; n < 500; n += 1) await arrives(world, `r${n}`, by(`person${n % 60}`));
    await looks(world);
    world.time.now = CUT;
    // Dies in the middle of a commit, again and again; the lease runs out, and the sweep takes it up.
    for (const commits of [40, 170, 230]) {
      world.faults.plan('store', ...Array.from({ length: commits }, () => 'none' as const), 'crash_before');
      await expect(mortal(world.faults, () => queueWorks(world, 'keep_calendar'))).rejects.toThrow(Died);
      world.time.now += 10 * MINUTE;
      await looks(world);
    }
    await queueWorks(world, 'keep_calendar');
    for (let n = 0; n < 500; n += 1) {
      const { timeline } = await view(world, `r${n}`);
      const passed = timeline.flatMap(({ facts }) => facts).filter(({ fact }) => fact === 'cutoff_passed');
      expect(passed).toMatchObject([{ record: { outcome: 'moved', to: '5.3' } }]);
    }
    const mails = await cutMails(world);
    expect(mails).toHaveLength(61);
    expect(await releaseOf(world, '5.2')).toMatchObject({ cuts: [{ moved: 500, made: 0, blocking: 0 }] });
  });

  test('C4 whoever comes back to a release that is over is cut too', async () => {
    const world = open();
    await tested(world, 'pushed');
    await answers(world, 'pushed', 'grace', 'verdict', 'approve');
    await passes(world);
    expect((await stateOf(world, 'pushed')).cutoffs).toMatchObject([{ outcome: 'made' }]);
    await does(world, 'pushed', { command: 'record_gates', headSha: 'b'.repeat(40), gates: allGates() });
    world.time.now += 2 * HOUR;
    await looks(world);
    await queueWorks(world, 'keep_calendar');
    expect((await stateOf(world, 'pushed')).cutoffs).toMatchObject([{ outcome: 'moved', to: '5.3' }]);
    expect(await releaseOf(world, '5.2')).toMatchObject({ cuts: [{ made: 1, moved: 1 }] });
  });

  test('C4 one that cannot be cut does not keep the others, is looked at again each hour, and the release stays a small document', async () => {
    const poisoned = (store: Store): Store => ({
      ...store,
      transact: (work) =>
        store.transact((tx) =>
          work({
            ...tx,
            set: (ref, document) => {
              if (ref.id === 'poison' && isSick) throw new Error('poisoned');
              tx.set(ref, document);
            },
          }),
        ),
    });
    let isSick = false;
    const world = openWorld({ rules: { releases }, wrap: poisoned });
    for (const id of ['a1', 'poison', 'z1']) await arrives(world, id, by(id));
    isSick = true;
    await passes(world);
    expect((await releaseOf(world, '5.2'))?.cuts).toMatchObject([{ moved: 2 }]);
    for (let hours = 0; hours < 30; hours += 1) {
      world.time.now += HOUR;
      await looks(world);
      await queueWorks(world, 'keep_calendar');
    }
    expect(Object.keys((await releaseOf(world, '5.2'))?.stages ?? {}).length).toBeLessThan(20);
    isSick = false;
    world.time.now += HOUR;
    await looks(world);
    await queueWorks(world, 'keep_calendar');
    expect((await stateOf(world, 'poison')).cutoffs).toMatchObject([{ outcome: 'moved', cutoff: CUT }]);
  });

  test('C4 where the calendar ends a request waits for the next row, and no estimate cuts anything', async () => {
    const world = open({
      releases: releases.slice(0, 1),
      calendar: {
        timeZone: 'UTC',
        formula: { weekday: 'saturday', ordinal: 1, offsetDays: 0, hardTime: '23:59', softDaysBefore: 0, softTime: '12:00' },
      },
    });
    await arrives(world, 'last', by('ann'));
    await passes(world);
    expect((await stateOf(world, 'last')).submission.targetRelease).toBeUndefined();
    world.time.now += 60 * DAY;
    await looks(world);
    await queueWorks(world, 'keep_calendar');
    expect((await stateOf(world, 'last')).cutoffs).toHaveLength(1);
  });
});

describe('C3 warnings', () => {
  test('C3 7, 3 and 1 days before, once each: one mail to each contributor, and what is missing to the release team', async () => {
    const world = open();
    for (const id of ['a1', 'a2']) await arrives(world, id, by('ann'));
    await queues(world, 'b1', by('bob'));
    const counts: number[] = [];
    for (const days of [8, 7, 6, 3, 2, 1]) {
      world.time.now = CUT - days * DAY;
      await looks(world);
      await queueWorks(world, 'keep_calendar');
      await looks(world);
      counts.push((await cutMails(world)).length);
    }
    expect(counts).toEqual([0, 4, 4, 8, 8, 12]);
    const told = (await cutMails(world)).flatMap(({ effect }) => (effect.kind === 'send_mail' ? [effect] : []));
    const lines = told.filter(({ to }) => to === 'contributor').map((mail) => dataOf('cutoff_warning', mail).lines.shown);
    expect(lines).toContainEqual([{ requestId: 'b1', title: 'CountTopicsJob', what: 'it is being tested; 0 of 1 job approved' }]);
    expect(told.filter(({ to }) => to === 'ruth')).toHaveLength(3);
  });

  test('C3 after a week of silence only what is still true is said: the last warning, not three', async () => {
    const world = open();
    await arrives(world, 'a1', by('ann'));
    await looks(world);
    world.time.now = CUT - 2 * HOUR;
    await queueWorks(world, 'keep_calendar');
    expect((await cutMails(world)).map(({ key }) => /warn\d/.exec(key)?.[0])).toEqual(['warn1', 'warn1', 'warn1']);
  });

  test('C3 a row that is added late is announced at once, one far away is not', async () => {
    const world = open({
      releases: [
        { name: '5.2', hardCutoff: START + 2 * DAY },
        { name: '5.3', hardCutoff: NEXT },
      ],
    });
    await arrives(world, 'a1', by('ann'));
    await looks(world);
    await queueWorks(world, 'keep_calendar');
    expect((await cutMails(world)).map(({ key }) => /warn\d/.exec(key)?.[0])).toEqual(['warn3', 'warn3', 'warn3']);
  });
});
