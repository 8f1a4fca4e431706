import { afterEach, describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE, SECOND, type Instant } from '#kernel/time.ts';
import { daily, openScheduleHouse, type ScheduleHouse } from '#test/support/schedules/house.ts';

const at = (text: string): Instant => Date.parse(`${text}Z`);
const hourly = { timing: { cron: '0 * * * *', timeZone: 'UTC' } };
const MONDAY = at('2026-11-30T08:30');

let house: ScheduleHouse;
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
  await house.close();
});
const started = (): string[] => [...house.kettles.on.values()].map(({ due }) => new Date(due.at).toISOString().slice(0, 16));

describe('O7 a schedule', () => {
  test('O7 starts at each of its times, and is never over by itself', async () => {
    house = openScheduleHouse(MONDAY);
    await house.make({});
    await house.pass(3 * DAY);
    expect(started()).toEqual(['2026-11-30T09:00', '2026-12-01T09:00', '2026-12-02T09:00']);
    expect(await house.state()).toMatchObject({ next: { at: at('2026-12-03T09:00') }, timer: { at: at('2026-12-03T09:00') }, running: [] });
    expect(await house.sweep()).toBe(0);
  });

  test('O7 one that is due once starts once, and stays to be told of', async () => {
    house = openScheduleHouse(MONDAY);
    await house.make({ timing: { once: at('2026-12-01T12:00'), timeZone: 'UTC' } });
    await house.pass(5 * DAY);
    expect(started()).toEqual(['2026-12-01T12:00']);
    const state = await house.state();
    expect([state.ended, state.next, state.timer?.at]).toEqual([undefined, undefined, expect.any(Number)]);
  });

  test('O7 everything that is wrong is told at once, and nothing is kept', async () => {
    house = openScheduleHouse(MONDAY);
    const wrong = await house.make({ timing: { cron: '61 * * * *', timeZone: 'Europe/Londn' }, starts: { kind: 'kettle', input: {} } });
    expect(wrong).toMatchObject({
      outcome: 'refused',
      refused: {
        refused: {
          code: 'wrong',
          problems: [
            'there is no time zone "Europe/Londn"',
            'the expression cannot be read: Invalid value for minute: 61',
            'it does not say how many cups',
          ],
        },
      },
    });
    const problemsOf = async (timing: Parameters<ScheduleHouse['make']>[0]['timing'] & object): Promise<unknown> => {
      const done = await house.make({ timing });
      return done.outcome === 'refused' ? done.refused.refused.problems : [];
    };
    expect(await problemsOf({ cron: '0 0 30 2 *', timeZone: 'UTC' })).toEqual(['it is never due']);
    expect(await problemsOf({ once: MONDAY, timeZone: 'UTC' })).toEqual(['2026-11-30T08:30:00.000Z is not in the future']);
    await expect(house.state()).rejects.toThrow('there is no schedule tea');
  });

  test('O7 it is changed, paused and taken up again: what falls into a pause is told and not made good', async () => {
    house = openScheduleHouse(MONDAY);
    await house.make(hourly);
    await house.pass(HOUR);
    await house.ask({ command: 'pause', operator: 'grace', why: 'descaling' });
    await house.pass(3 * HOUR);
    await house.ask({ command: 'resume', operator: 'grace' });
    await house.pass(HOUR);
    expect(started()).toEqual(['2026-11-30T09:00', '2026-11-30T13:00']);
    expect((await house.outcomes())[1]).toBe('missed 3 until 2026-11-30T12:00: it was paused: descaling');
    await house.change({ ...daily, timing: { cron: '30 14 * * *', timeZone: 'UTC' } });
    await house.pass(2 * HOUR);
    expect(started().at(-1)).toBe('2026-11-30T14:30');
    await house.ask({ command: 'end', operator: 'grace', why: 'there is coffee' });
    await house.pass(3 * DAY);
    expect(started()).toHaveLength(3);
    expect(await house.ask({ command: 'resume', operator: 'grace' })).toMatchObject({ refused: { refused: { code: 'ended' } } });
    expect((await house.make({})).outcome).toBe('saved');
    expect(await house.state()).toMatchObject({ next: { at: at('2026-12-04T09:00') }, outcomes: [] });
    expect((await house.state()).ended).toBeUndefined();
  });
});

describe('O7 overlaps', () => {
  test('O7 skipped, and told which and why', async () => {
    house = openScheduleHouse(MONDAY);
    house.kettles.boilsFor = 90 * MINUTE;
    await house.make({ ...hourly, overlaps: 'skip' });
    await house.pass(4 * HOUR);
    expect(started()).toEqual(['2026-11-30T09:00', '2026-11-30T11:00']);
    expect(await house.outcomes()).toEqual([
      'started 2026-11-30T09:00, boiled',
      'skipped 2026-11-30T10:00: what it started before still runs',
      'started 2026-11-30T11:00, boiled',
      'skipped 2026-11-30T12:00: what it started before still runs',
    ]);
  });

  test('O7 one waits for the end of what runs, and more are skipped', async () => {
    house = openScheduleHouse(MONDAY);
    house.kettles.boilsFor = 150 * MINUTE;
    await house.make({ ...hourly, overlaps: 'queue_one' });
    await house.pass(4 * HOUR);
    expect(started()).toEqual(['2026-11-30T09:00', '2026-11-30T10:00']);
    const second = [...house.kettles.on.values()][1];
    expect(second?.since).toBeGreaterThanOrEqual(at('2026-11-30T11:30'));
    expect(second?.since).toBeLessThanOrEqual(at('2026-11-30T11:35'));
    expect(await house.outcomes()).toContain('skipped 2026-11-30T11:00: what it started before still runs, and another waits for its end');
  });

  test('O7 allowed, up to a bound', async () => {
    house = openScheduleHouse(MONDAY);
    house.kettles.boilsFor = 30 * DAY;
    await house.make({ ...hourly, overlaps: 'allow' });
    await house.pass(23 * HOUR);
    expect(started()).toHaveLength(20);
    expect((await house.outcomes()).at(-1)).toBe('skipped 2026-12-01T07:00: 20 that it started still run');
  });
});

describe('O7 what was missed', () => {
  const down = async (missed: 'run_once' | 'skip' | 'all'): Promise<void> => {
    house = openScheduleHouse(MONDAY);
    await house.make({ ...hourly, missed });
    house.sleepUntil(at('2026-11-30T17:20'));
    await house.pass(50 * MINUTE);
  };

  test('O7 while the system was down: the newest runs, and how many were missed is told', async () => {
    await down('run_once');
    expect(started()).toEqual(['2026-11-30T17:00', '2026-11-30T18:00']);
    expect((await house.outcomes())[0]).toBe('missed 8 until 2026-11-30T16:00: nobody looked at it in time');
  });

  test('O7 none runs', async () => {
    await down('skip');
    expect(started()).toEqual(['2026-11-30T18:00']);
    expect((await house.outcomes())[0]).toBe('missed 9 until 2026-11-30T17:00: nobody looked at it in time');
  });

  test('O7 all run, up to a bound of the settings', async () => {
    await down('all');
    expect(started()).toEqual(['2026-11-30T15:00', '2026-11-30T16:00', '2026-11-30T17:00', '2026-11-30T18:00']);
    expect((await house.outcomes())[0]).toBe('missed 6 until 2026-11-30T14:00: nobody looked at it in time');
  });

  test('O7 a blocked backend is waited for, without a word more on the timeline, and what was missed meanwhile is told with the reason', async () => {
    house = openScheduleHouse(MONDAY);
    await house.make(hourly);
    house.kettles.blocked = 'it is paused: descaling';
    await house.pass(45 * MINUTE);
    const { version, held } = await house.state();
    expect(held).toEqual({ since: at('2026-11-30T09:00'), why: 'it is paused: descaling' });
    await house.pass(3 * HOUR);
    expect((await house.state()).version).toBe(version);
    delete house.kettles.blocked;
    await house.pass(10 * MINUTE);
    expect(started()).toEqual(['2026-11-30T12:00']);
    expect(await house.outcomes()).toEqual([
      'missed 3 until 2026-11-30T11:00: it could not be started: it is paused: descaling',
      'started 2026-11-30T12:00, boiled',
    ]);
  });

  test('O7 a pause of a backend that is shorter than what counts as late loses nothing', async () => {
    house = openScheduleHouse(MONDAY);
    await house.make({ ...hourly, missed: 'skip' });
    house.kettles.blocked = 'it is paused';
    await house.pass(32 * MINUTE);
    delete house.kettles.blocked;
    await house.pass(5 * MINUTE);
    expect(started()).toEqual(['2026-11-30T09:00']);
  });

  test('O7 two weeks of every minute are told in a bounded number of steps', async () => {
    house = openScheduleHouse(MONDAY);
    await house.make({ timing: { cron: '* * * * *', timeZone: 'UTC' } });
    house.sleepUntil(MONDAY + 14 * DAY);
    await house.pass(SECOND);
    const { version, outcomes } = await house.state();
    expect(version).toBeLessThan(20);
    const missed = outcomes.reduce((sum, one) => sum + (one.outcome === 'missed' ? one.count : 0), 0);
    expect(missed + started().length).toBe(14 * 24 * 60);
  });
});
