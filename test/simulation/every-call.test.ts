import { expect, test } from '@jest/globals';
import { taskKinds } from '#contracts/tasks.ts';
import { placesOf, problemsAt, SEED } from './every-call.ts';

/** What the functions that are no tasks are called by: people, programs, schedules and events. */
const callers = [
  'post',
  'event',
  'press approve',
  'look at a link',
  'look at a page',
  'agent local polls',
  'agent local says finished',
  'operate dead_replay_all',
  'doorbell',
  'sweep',
  'reconcile',
];

/** Every call of a port beside those of the store. */
const calls = [
  'announcer.announce',
  'builder.cancelStep',
  'builder.lookAtStep',
  'builder.startStep',
  'channel.deliver',
  'host.keepComment',
  'host.makeTestRef',
  'host.merge',
  'host.readChecks',
  'host.readHead',
  'host.readReviews',
  'host.setStatus',
  'mailer.send',
  'outputs.readLines',
  'outputs.saveChunk',
  'provider.cancel',
  'provider.launch',
  'provider.look',
  'queue.enqueue',
  'sheet.reconcile',
  'sheet.upsertRows',
];

test('Z2 the day of which every call is tried passes every function and calls every port', async () => {
  const { places, report } = await placesOf(SEED);
  expect(report.failure).toBeUndefined();
  const handlers = new Set(places.map(({ handler }) => handler));
  expect([...taskKinds, ...callers].filter((name) => !handlers.has(name))).toEqual([]);
  const called = new Set(places.map(({ call }) => call));
  expect(calls.filter((name) => !called.has(name))).toEqual([]);
});

test('Z2 every handler, every call of a port, every outcome, once each: all is settled, and every promise is kept (first half)', async () => {
  expect(await problemsAt((_place, n) => n % 2 === 0)).toEqual([]);
}, 900_000);
