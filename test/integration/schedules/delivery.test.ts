import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE, type Instant } from '#kernel/time.ts';
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

describe('O7 Z2 delivery that cannot be trusted', () => {
  test('O7 Z2 delivered three times at once, each time starts once', async () => {
    house = openScheduleHouse(MONDAY);
    await house.make(hourly);
    await house.pass(5 * HOUR, { times: 3 });
    expect(started()).toHaveLength(5);
    expect([...house.kettles.on.values()].every(({ asked }) => asked === 1)).toBe(true);
  });

  test('O7 B6 a timer that is lost is found by the sweep', async () => {
    house = openScheduleHouse(MONDAY);
    await house.make(hourly);
    await house.pass(31 * MINUTE, { loses: () => true });
    expect(started()).toEqual([]);
    await house.pass(MINUTE);
    expect(await house.sweep()).toBe(1);
    await house.pass(MINUTE);
    expect(started()).toEqual(['2026-11-30T09:00']);
    expect(await house.sweep()).toBe(0);
  });

  test('O7 B6 one whose effect is gone altogether is found by the sweep', async () => {
    house = openScheduleHouse(MONDAY);
    await house.make(hourly);
    const [entry] = await house.store.query({ index: 'outboxDue', equal: { open: true }, limit: 1 });
    await house.store.transact(async (tx) => {
      await tx.get({ collection: 'outbox', id: entry?.ref.id ?? '' });
      tx.delete({ collection: 'outbox', id: entry?.ref.id ?? '' });
    });
    await house.pass(35 * MINUTE, { loses: () => true });
    expect(await house.sweep()).toBe(1);
    await house.pass(HOUR);
    expect(started()).toEqual(['2026-11-30T09:00', '2026-11-30T10:00']);
  });

  test('O7 K5 killed between start and record, it is the same start that is told, though it is late by then', async () => {
    house = openScheduleHouse(MONDAY);
    await house.make({ ...hourly, missed: 'skip' });
    house.kettles.breaks = 'after';
    await house.pass(30 * MINUTE);
    expect((await house.state()).starting).toEqual({ at: at('2026-11-30T09:00') });
    delete house.kettles.breaks;
    house.sleepUntil(at('2026-11-30T09:40'));
    await house.pass(MINUTE);
    expect([...house.kettles.on.values()]).toMatchObject([{ asked: 2 }]);
    expect(await house.outcomes()).toEqual(['started 2026-11-30T09:00']);
  });

  test('O7 a start that is refused, or fails again and again, says why, and the schedule goes on', async () => {
    house = openScheduleHouse(MONDAY);
    await house.make(hourly);
    house.kettles.refuses = 'there is no water';
    await house.pass(HOUR);
    delete house.kettles.refuses;
    house.kettles.breaks = 'before';
    await house.pass(HOUR);
    delete house.kettles.breaks;
    await house.pass(HOUR);
    expect(await house.outcomes()).toEqual([
      'refused 2026-11-30T09:00: there is no water',
      'lost 2026-11-30T10:00: its start failed 5 times: Error: the kettle is not to be found',
      'started 2026-11-30T11:00, boiled',
    ]);
  });

  test('O7 paused while a start is under way, the start is told all the same', async () => {
    house = openScheduleHouse(MONDAY);
    await house.make(hourly);
    house.kettles.breaks = 'after';
    await house.pass(30 * MINUTE);
    await house.ask({ command: 'pause', operator: 'grace', why: 'descaling' });
    delete house.kettles.breaks;
    await house.pass(HOUR);
    expect(await house.outcomes()).toEqual(['started 2026-11-30T09:00']);
    expect(started()).toHaveLength(1);
  });
});

describe('O7 a clock that is wrong', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'schedules-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('O7 put forward by years and back again: nothing starts twice, and the schedule goes on at its times', async () => {
    const file = path.join(folder, 'store.db');
    const first = openScheduleHouse(MONDAY, { path: file });
    house = first;
    await first.make(daily);
    await first.pass(HOUR);
    first.sleepUntil(at('2030-01-01T00:00'));
    await first.pass(DAY);
    await first.close();
    house = openScheduleHouse(at('2026-11-30T10:00'), { path: file, kettles: first.kettles });
    expect(await house.sweep()).toBe(1);
    await house.pass(2 * DAY);
    const times = started();
    expect(times.slice(-2)).toEqual(['2026-12-01T09:00', '2026-12-02T09:00']);
    expect(times.filter((time) => time === '2026-11-30T09:00')).toHaveLength(1);
    expect(await house.sweep()).toBe(0);
  });

  test('O7 put back by an hour, what was started is not started again', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'schedules-')), 'store.db');
    const first = openScheduleHouse(MONDAY, { path: file });
    house = first;
    await first.make({ timing: { cron: '*/10 * * * *', timeZone: 'UTC' } });
    await first.pass(HOUR);
    await first.close();
    house = openScheduleHouse(MONDAY, { path: file, kettles: first.kettles });
    await house.pass(72 * MINUTE);
    expect(await house.sweep()).toBe(1);
    await house.pass(48 * MINUTE);
    expect([...house.kettles.on.values()].every(({ asked }) => asked === 1)).toBe(true);
    expect(started()).toHaveLength(12);
  });
});
