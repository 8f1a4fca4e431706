import { operatorCalled } from '#test/support/known-as.ts';
import { describe, expect, test } from '@jest/globals';
import { dataOf } from '#products/rehearsal/domain/mail/read-data.ts';
import { readOutcomes } from '#products/rehearsal/app/calendar/read-outcomes.ts';
import { releasePage } from '#contexts/calendar/pages/release-page.ts';
import { standingOf } from '#products/rehearsal/pages/standing.ts';
import { readCuts, readReport } from '#products/rehearsal/app/calendar/read-report.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import { eventTypes } from '#products/rehearsal/domain/announce/event.ts';
import type { ReportLine } from '#contexts/calendar/domain/report.ts';
import type { Submission } from '#contexts/intake/domain/submission.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { DAY, HOUR } from '#kernel/time.ts';
import type { Message } from '#contexts/telling/ports/channel.ts';
import { cutMails, looks, queueWorks } from '#test/support/application/calendar.ts';
import { flakyStore } from '#test/support/application/flaky-store.ts';
import { Died, mortal } from '#test/support/application/faults.ts';
import { answers, arrives, does, queues, runs, stateOf } from '#test/support/application/requests.ts';
import { effectsOf, openWorld, START, type World, type WorldOptions } from '#test/support/application/world.ts';
import { allGates } from '#test/support/given-request.ts';
import { ending } from '#test/support/request-steps.ts';

const CUT = START + 10 * DAY;
const rows: Rules['releases'] = [
  { name: '5.2', hardCutoff: CUT },
  { name: '5.3', hardCutoff: START + 40 * DAY },
];

function open(rules: Partial<Rules> = {}, options: WorldOptions = {}): World {
  return openWorld({ rules: { releases: rows, ...rules }, ...options });
}

function by(person: string, over: Partial<Submission> = {}): { submission: Partial<Submission> } {
  const contributor = { name: person, email: `${person}@example.org`, githubLogin: person };
  return { submission: { contributor, targetRelease: '5.2', ...over } };
}

const vital = { essential: true, essentialReason: 'The release reads it.' };

async function tested(world: World, id: string, given = by('zoe')): Promise<void> {
  const run = await runs(world, id, given);
  await does(world, id, { command: 'end_run', run: run.id, fencing: run.fencing, ending: ending() });
}

async function passes(world: World, at = CUT): Promise<void> {
  await looks(world);
  world.time.now = at;
  await queueWorks(world, 'keep_calendar');
}

async function report(world: World, version?: number, part = 0): Promise<NonNullable<Awaited<ReturnType<typeof readReport>>>['report']> {
  return (await readReport(world.system, '5.2', version, part))?.report;
}

function told(lines: readonly ReportLine[] = []): string[] {
  return lines.map(({ requestId, outcome }) => `${requestId} ${outcome}`);
}

describe('C5 the report', () => {
  test('C5 ready, missed, blocking and breaches: kept, mailed to the release team alone, with its version', async () => {
    const world = open();
    await arrives(world, 'late', by('ann'));
    await does(world, 'late', { command: 'record_gates', headSha: 'a'.repeat(40), gates: allGates() });
    const [clock] = (await stateOf(world, 'late')).clocks;
    if (clock?.state !== 'running') throw new Error('no clock');
    await tested(world, 'ready');
    await queues(world, 'vital', by('bob', vital));
    await answers(world, 'ready', 'grace', 'verdict', 'approve');
    world.time.now = clock.dueAt + HOUR;
    await does(world, 'late', { command: 'climb_ladder', clock: clock.id, dueAt: clock.dueAt });
    await passes(world);
    const found = await report(world);
    expect(found?.document).toMatchObject({
      version: 1,
      cause: 'cut',
      cutoff: CUT,
      counts: { ready: 1, missed: 1, blocking: 1, breaches: 1 },
    });
    expect(told(found?.lines)).toEqual(['vital blocking', 'late moved', 'ready made']);
    expect(found?.lines[1]?.breaches).toEqual([{ clock: 'review', dueAt: clock.dueAt }]);
    const mails = (await cutMails(world)).flatMap(({ effect }) =>
      effect.kind === 'send_mail' && effect.report !== undefined ? [effect] : [],
    );
    expect(mails.map(({ to, template, report: version }) => `${template} ${to} ${version}`).toSorted()).toEqual([
      'release_report quinn 1',
      'release_report ruth 1',
    ]);
    expect(dataOf('release_report', mails[0] ?? {}).breaches.shown).toEqual([
      { requestId: 'late', title: 'CountTopicsJob', what: 'review, not answered yet' },
    ]);
    expect(await readCuts(world.system, world.time.now)).toEqual([{ name: '5.2', cutoff: CUT, made: 1, moved: 1, blocking: 1 }]);
  });

  test('C5 a release that nobody is aimed at has a report too; one that is not cut has none', async () => {
    const world = open();
    await looks(world);
    expect(await readReport(world.system, '5.2', undefined, 0)).toEqual({ hardCutoff: CUT, moved: [] });
    await passes(world);
    expect((await report(world))?.document.counts).toEqual({ ready: 0, missed: 0, blocking: 0, breaches: 0 });
    expect(await readReport(world.system, '5.9', undefined, 0)).toBeUndefined();
    expect([await report(world, 2), await report(world, 1, 1)]).toEqual([undefined, undefined]);
  });

  test('C5 N6 others are told once that it was cut, by the chat and by signed events, within their budget', async () => {
    const outlets = [
      { channel: 'chat', events: ['release.cut'] },
      { channel: 'dashboard', events: eventTypes },
    ] as const;
    const world = open({ outlets });
    const messages: Message[] = [];
    for (const { channel } of outlets)
      world.channels.set(channel, {
        perHour: 50,
        channel: { deliver: async (message) => (messages.push(message), { state: 'accepted' as const, response: '200' }) },
      });
    await passes(world);
    await queueWorks(world, 'announce');
    await looks(world);
    await queueWorks(world, 'announce');
    const events = messages.flatMap(({ notices }) => notices.map(({ event }) => event));
    expect(events).toHaveLength(2);
    expect(events[0]).toEqual({
      type: 'release.cut',
      at: CUT,
      release: '5.2',
      cutoff: new Date(CUT).toISOString(),
      report: 1,
      ready: 0,
      missed: 0,
      blocking: 0,
      breaches: 0,
    });
  });

  test('C5 hundreds of requests are listed in parts, each once, and published once wherever the worker dies', async () => {
    const people: Rules['people'] = [{ id: 'ruth', name: 'Ruth', email: 'ruth@example.org', roles: ['release_coordinator'] }];
    const world = open({ people }, { wrap: flakyStore });
    for (let n = 0; n < 230; n += 1) await arrives(world, `r${n}`, by(`person${n % 30}`));
    await looks(world);
    world.time.now = CUT;
    // The last of these die after the parts were written, and before anybody was told.
    for (const commits of [100, 165, 3]) {
      world.faults.plan('store', ...Array.from({ length: commits }, () => 'none' as const), 'crash_before');
      await expect(mortal(world.faults, () => queueWorks(world, 'keep_calendar'))).rejects.toThrow(Died);
      world.time.now += HOUR;
      await looks(world);
    }
    await queueWorks(world, 'keep_calendar');
    const parts = await Promise.all([0, 1, 2].map((part) => report(world, 1, part)));
    expect(parts.map((part) => part?.lines.length)).toEqual([100, 100, 30]);
    expect(new Set(parts.flatMap((part) => told(part?.lines))).size).toBe(230);
    expect(parts[0]?.document.counts).toMatchObject({ missed: 230 });
    expect(await report(world, 2)).toBeUndefined();
  });
});

describe('B4 the report by the command line', () => {
  test('B4 C5 one part of one version; what is not there is said', async () => {
    const world = open();
    await arrives(world, 'late', by('ann', vital));
    const asks = (over: object = {}): ReturnType<typeof operate> =>
      operate(
        world.system,
        { who: operatorCalled('grace'), newId: () => 'id', intakeOpen: true },
        { operation: 'release_report', release: '5.2', ...over },
      );
    expect(await asks()).toEqual({ refused: 'not_found', detail: '5.2 has not been cut yet' });
    await passes(world);
    expect(await asks()).toMatchObject({
      done: { facts: { version: 1, newest: 1, blocking: 1, part: '1 of 1' }, rows: [{ id: 'late', outcome: 'blocking', essential: true }] },
    });
    expect(await asks({ release: '5.9' })).toMatchObject({ refused: 'not_found' });
    expect(await asks({ part: 2 })).toMatchObject({ refused: 'not_found' });
  });
});

describe('C6 a published report', () => {
  function moves(world: World, hardCutoff: number): void {
    world.system.rules = { ...world.system.rules, releases: [{ name: '5.2', hardCutoff }, rows[1]!] };
  }

  test('C4 beside it stands what came too late: approved since, and the release team hears it in the mail of the approval', async () => {
    const world = open();
    await tested(world, 'vital', by('bob', vital));
    await arrives(world, 'stuck', by('cat', vital));
    await passes(world);
    const before = await report(world, 1);
    world.time.now = CUT + 55_000;
    const state = await answers(world, 'vital', 'grace', 'verdict', 'approve');
    const after = await report(world, 1);
    expect(after).toEqual(before);
    const lines = after?.lines ?? [];
    const outcomes = await readOutcomes(world.system, '5.2', lines);
    expect(outcomes.since).toEqual(
      new Map<string, unknown>([
        ['vital', { is: 'approved', at: CUT + 55_000, taken: true }],
        ['stuck', { is: 'open', target: '5.2' }],
      ]),
    );
    const when = { now: world.time.now, timeZone: 'UTC' };
    const page = releasePage({
      name: '5.2',
      report: after,
      ...outcomes,
      moved: [],
      when,
      requestUrl: (id) => `/r/${id}`,
    }).body.markup;
    expect(page.match(/approved since/g)).toHaveLength(1);
    expect(page).toContain('the release no longer has to wait for it. Tell the release coordinators.');
    expect(standingOf(state, world.system.rules).why).toContain('after the cutoff of release 5.2, whose report lists it as blocking');
    const told = (await effectsOf(world, 'vital')).flatMap(({ effect }) =>
      effect.kind === 'send_mail' && effect.template === 'approved' ? [effect.to] : [],
    );
    expect(told).toEqual(expect.arrayContaining(['contributor', 'ruth', 'quinn']));
  });

  test('C6 stays to the byte when the cutoff is moved: what blocked is judged again, in a version beside it', async () => {
    const world = open();
    await arrives(world, 'open', by('ann'));
    await tested(world, 'vital', by('bob', vital));
    await arrives(world, 'stuck', by('cat', vital));
    await passes(world);
    const first = await report(world, 1);
    expect(told(first?.lines)).toEqual(['stuck blocking', 'vital blocking', 'open moved']);
    moves(world, CUT + 3 * DAY);
    await looks(world);
    world.time.now = CUT + 2 * DAY;
    await answers(world, 'vital', 'grace', 'verdict', 'approve');
    await queueWorks(world, 'keep_calendar');
    const warned = (await cutMails(world)).flatMap(({ effect }) =>
      effect.kind === 'send_mail' && effect.template === 'cutoff_warning' && effect.to === 'ruth' ? [effect.lines.shown] : [],
    );
    expect(warned.at(-1)).toContainEqual(expect.objectContaining({ requestId: 'stuck', title: 'CountTopicsJob' }));
    await passes(world, CUT + 3 * DAY);
    const second = await report(world);
    expect(second?.document).toMatchObject({
      version: 2,
      cause: 'moved',
      cutoff: CUT + 3 * DAY,
      counts: { ready: 1, missed: 1, blocking: 1 },
    });
    expect(told(second?.lines)).toEqual(['stuck blocking', 'open moved', 'vital made']);
    expect({ ...(await report(world, 1)), newest: 1 }).toEqual({ ...first, newest: 1 });
    expect((await readReport(world.system, '5.2', 1, 0))?.moved).toMatchObject([{ from: CUT, to: CUT + 3 * DAY }]);
  });

  test('C6 somebody who comes back after the cut is in a version of their own; a look that finds nobody makes none', async () => {
    const world = open();
    await tested(world, 'pushed');
    await answers(world, 'pushed', 'grace', 'verdict', 'approve');
    await passes(world);
    await does(world, 'pushed', { command: 'record_gates', headSha: 'b'.repeat(40), gates: allGates() });
    world.time.now += 2 * HOUR;
    await looks(world);
    await queueWorks(world, 'keep_calendar');
    world.time.now += 2 * HOUR;
    await looks(world);
    await queueWorks(world, 'keep_calendar');
    expect((await report(world))?.document).toMatchObject({ version: 2, cause: 'late', counts: { ready: 0, missed: 1 } });
    expect((await report(world, 1))?.document.counts).toMatchObject({ ready: 1, missed: 0 });
  });

  test('C4 C6 what blocked one cut and made the moved one is judged anew by it once its evidence has fallen', async () => {
    const world = open();
    await tested(world, 'vital', by('bob', vital));
    await passes(world);
    moves(world, CUT + 3 * DAY);
    await looks(world);
    world.time.now = CUT + 2 * DAY;
    await answers(world, 'vital', 'grace', 'verdict', 'approve');
    await queueWorks(world, 'keep_calendar');
    await passes(world, CUT + 3 * DAY);
    expect(told((await report(world))?.lines)).toEqual(['vital made']);
    await does(world, 'vital', { command: 'record_gates', headSha: 'b'.repeat(40), gates: allGates() });
    world.time.now += 2 * HOUR;
    await looks(world);
    await queueWorks(world, 'keep_calendar');
    const third = await report(world);
    expect([third?.document.version, third?.document.cause, told(third?.lines)]).toEqual([3, 'late', ['vital blocking']]);
    world.time.now += 2 * HOUR;
    await looks(world);
    await queueWorks(world, 'keep_calendar');
    expect((await report(world))?.document.version).toBe(3);
  });
});
