import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';
import { countStates, findLongTitles } from '#infra/embedded/demo/forms.ts';
import { openClock } from '#infra/embedded/clock.ts';
import { ConfigError, readCloudConfig, readEmbeddedConfig } from '#platform/config.ts';
import { startSmtp } from '#test/support/smtp.ts';
import { ask, eventually, mailReader, press, startEmbedded, stateOf, untilStatus, type Embedded } from '#test/support/embedded.ts';
import { effectsOfRequest } from '#test/support/effects-of-request.ts';

const SCALE = 2_000;
let home: Embedded;
let next: ReturnType<typeof mailReader>;

beforeAll(async () => {
  home = await startEmbedded({ timeScale: SCALE });
  next = mailReader(home);
});

afterAll(() => home.stop());

test('E4 the store runs as many times faster as was asked for', async () => {
  const { store } = home.runtime.parts.system;
  // However long an answer takes, its instant lies between asking and hearing; a millisecond is what the wall's clock rounds by.
  const look = async (): Promise<{ asked: number; now: number; heard: number }> => {
    const asked = performance.now();
    return { asked, now: await store.now(), heard: performance.now() };
  };
  const before = await look();
  await sleep(300);
  const after = await look();
  expect(after.now - before.now).toBeGreaterThanOrEqual(SCALE * (after.asked - before.heard - 2));
  expect(after.now - before.now).toBeLessThanOrEqual(SCALE * (after.heard - before.asked + 2));
});

test('E4 the main job is done although every second lasts half an hour: leases, time-outs and back-offs are real', async () => {
  const id = await ask(home, countStates({ explorations: 6, states: 21, invalid: 0 }));
  await press(home, await next('ana@', id, 'review wanted'), 'Accept');
  await press(home, await next('ana@', id, 'verdict wanted', 'Audit'), 'Approve', { comment: 'seen' });
  await press(home, await next('ben@', id, 'verdict wanted', 'Count'), 'Approve', { comment: 'seen' });
  const state = await untilStatus(home, id, 'approved');
  expect(state.jobs.flatMap(({ runs }) => runs.map(({ attempt }) => attempt))).toEqual([1, 1]);
  const effects = await effectsOfRequest(home.runtime.parts.system.store, id);
  expect(effects.filter(({ state: is }) => is === 'dead')).toEqual([]);
  // Gates are looked at every quarter of an hour, of the store's; a pull request is told anew when it was outrun while it was told.
  const meant: string[] = ['check_gates', 'update_pull_request'];
  const repeated = effects.filter(({ attempts, dispatches, kind }) => attempts > 1 || (dispatches > 1 && !meant.includes(kind)));
  expect(repeated.map(({ key, attempts, dispatches }) => ({ key, attempts, dispatches }))).toEqual([]);
});

test('S1 the promises of people run on the fast clock: a day is over in 43 seconds', async () => {
  const id = await ask(home, findLongTitles());
  await next('ana@', id, 'review wanted');
  const [clock] = (await stateOf(home, id)).clocks;
  expect(clock).toMatchObject({ kind: 'review', state: 'running' });
  if (clock?.state !== 'running') throw new Error('no clock runs');
  expect(clock.dueAt - clock.startedAt).toBe(24 * HOUR);
  await eventually('an hour', async () => ((await home.runtime.parts.system.store.now()) > clock.startedAt + HOUR ? true : undefined));
});

test('E4 a mail server that is away for some real seconds costs no mail, though an hour goes by', async () => {
  const end = performance.now() + 1_500;
  const smtp = await startSmtp({
    onMailFrom: (_from, _session, callback) =>
      callback(performance.now() < end ? Object.assign(new Error('later'), { responseCode: 451 }) : null),
  });
  const other = await startEmbedded({ timeScale: SCALE, agent: false, smtpUrl: smtp.url });
  await ask(other, findLongTitles());
  await eventually('the receipt', () => smtp.mails.find(({ to }) => to.includes('dan@example.com')));
  expect(await other.runtime.parts.system.store.query({ index: 'outboxDead', equal: { state: 'dead' }, limit: 10 })).toEqual([]);
  await other.stop();
  await smtp.close();
});

test('E4 the gates are looked at again every quarter of an hour of the fast clock', async () => {
  const id = await ask(home, findLongTitles());
  const looks = async (): Promise<number | undefined> => {
    const found = await effectsOfRequest(home.runtime.parts.system.store, id);
    return found.find(({ kind }) => kind === 'check_gates')?.dispatches;
  };
  await eventually('the third look', async () => (((await looks()) ?? 0) >= 3 ? true : undefined));
});

test('E4 the store’s time never goes back: not across a restart, and not when it is no longer scaled', async () => {
  const before = await home.runtime.parts.system.store.now();
  await home.restart();
  const after = await home.runtime.parts.system.store.now();
  expect(after).toBeGreaterThanOrEqual(before);
  const plain = await openClock(home.data, 1);
  expect(plain()).toBeGreaterThanOrEqual(after);
});

test('E4 a clock that was killed at any moment and is set back by the wall still goes on', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'clock-'));
  let wall = Date.UTC(2026, 0, 1);
  let latest = 0;
  for (const [scale, passes] of [
    [SCALE, MINUTE],
    [1, DAY],
    [50, -HOUR],
    [SCALE, 5],
    [1, -MINUTE],
    [1, 0],
    [7, HOUR],
  ] as const) {
    const clock = await openClock(folder, scale, () => wall);
    expect(clock()).toBeGreaterThanOrEqual(latest);
    wall += passes;
    latest = clock();
    expect(await openClock(folder, scale, () => wall).then((read) => read())).toBeGreaterThanOrEqual(latest);
    latest = Math.max(latest, clock());
  }
  await rm(folder, { recursive: true, force: true });
});

test('E4 is refused outside the embedded system, and for what is no faster clock', () => {
  expect(() => readCloudConfig({ REHEARSAL_TIME_SCALE: '2' })).toThrow('REHEARSAL_TIME_SCALE belongs to the embedded system only');
  for (const scale of ['0', '0.5', '-1', 'fast', '1e9', 'Infinity'])
    expect(() => readEmbeddedConfig({ REHEARSAL_TIME_SCALE: scale })).toThrow(ConfigError);
  expect(readEmbeddedConfig({ REHEARSAL_TIME_SCALE: '2000' }).timeScale).toBe(2000);
});
