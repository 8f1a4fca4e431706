import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CloudTasksClient } from '@google-cloud/tasks';
import { createCloudTasksQueue } from '#platform/google/cloud-tasks-queue.ts';
import { connectToStandIn } from '#infra/stand-ins/cloud-tasks/connect.ts';
import { createQueues } from '#infra/stand-ins/cloud-tasks/create-queues.ts';
import { interval } from '#infra/stand-ins/cloud-tasks/held-queue.ts';
import { startCloudTasksStandIn, type StandIn, type StandInOptions } from '#infra/stand-ins/cloud-tasks/server.ts';
import { startReceiver, type Receiver } from './receiver.ts';
import { identity, payload, quickRoutes, SERVICE_ACCOUNT, until, type Routes } from './rig.ts';
import type { TaskQueue } from '#kernel/task-queue.ts';

let standIn: StandIn;
let client: CloudTasksClient;
let receiver: Receiver;
const LONG = { deadline: 60_000, minBackoff: 1_000, maxBackoff: 300_000 };

async function start(options: Partial<StandInOptions> = {}, routes: Routes = quickRoutes()): Promise<TaskQueue> {
  standIn = await startCloudTasksStandIn({ token: (audience, email) => identity.token(audience, email), quick: true, ...options });
  client = connectToStandIn(standIn.port, 'p');
  await createQueues(client, 'p', 'l', routes);
  return createCloudTasksQueue({
    client,
    project: 'p',
    location: 'l',
    target: (name) => receiver.url(name),
    serviceAccountEmail: SERVICE_ACCOUNT,
    routes,
  });
}
const mail = (name: string, notBefore?: number) => ({
  name,
  kind: 'send_mail' as const,
  payload: payload(name),
  ...(notBefore === undefined ? {} : { notBefore }),
});
const ended = (): boolean => standIn.open() === 0;
const path = (name: string): string => client.taskPath('p', 'l', 'send-mail', name);

beforeEach(async () => void (receiver = await startReceiver()));
afterEach(async () => {
  await client.close();
  await standIn.stop();
  await receiver.close();
});

describe('Cloud Tasks adapter', () => {
  test('Z2 enqueueing again after a lost answer makes nothing twice', async () => {
    const queue = await start();
    standIn.loseNextAnswers(1);
    await expect(queue.enqueue(mail('lost'))).rejects.toMatchObject({ code: 14 });
    expect(await queue.enqueue(mail('lost'))).toBe('already_named');
    await until(ended, 'it has ended');
    expect(receiver.of('lost')).toHaveLength(1);
  });

  test('throws when the queue is not there, or nobody answers', async () => {
    const queue = await start({}, { ...quickRoutes(), send_mail: { ...quickRoutes().send_mail, queue: 'another' } });
    const here = createCloudTasksQueue({
      client,
      project: 'p',
      location: 'l',
      target: (name) => receiver.url(name),
      serviceAccountEmail: SERVICE_ACCOUNT,
      routes: quickRoutes(),
    });
    await expect(here.enqueue(mail('x'))).rejects.toMatchObject({ code: 5 });
    await standIn.stop();
    await expect(queue.enqueue(mail('x'))).rejects.toThrow();
  });

  test('sends what Cloud Tasks is asked for: time, deadline, content, account and audience', async () => {
    const queue = await start({ quick: false }, quickRoutes('send_mail', LONG));
    const notBefore = Date.now() + 3_600_123;
    await queue.enqueue(mail('shape', notBefore));
    const [task] = await client.getTask({ name: path('shape'), responseView: 'FULL' });
    expect(task).toMatchObject({
      scheduleTime: { seconds: String(Math.floor(notBefore / 1000)), nanos: (notBefore % 1000) * 1_000_000 },
      dispatchDeadline: { seconds: '60', nanos: 0 },
      httpRequest: {
        url: receiver.url('send-mail'),
        httpMethod: 'POST',
        oidcToken: { serviceAccountEmail: SERVICE_ACCOUNT, audience: receiver.url('send-mail') },
      },
    });
    expect(JSON.parse(Buffer.from(task.httpRequest?.body ?? '').toString())).toEqual(payload('shape'));
  });
});

describe('Cloud Tasks stand-in', () => {
  test('refuses what Cloud Tasks refuses', async () => {
    const queue = await start({ quick: false }, quickRoutes('send_mail', { ...LONG, deadline: 14_000 }));
    await expect(queue.enqueue(mail('short'))).rejects.toMatchObject({ code: 3 });
    const parent = client.queuePath('p', 'l', 'send-mail');
    const oidcToken = { serviceAccountEmail: SERVICE_ACCOUNT };
    for (const task of [
      { name: client.taskPath('p', 'l', 'drive-operation', 'x'), httpRequest: { url: 'http://x.example', oidcToken } },
      { name: path('ftp'), httpRequest: { url: 'ftp://x.example', oidcToken } },
      { name: path('large'), httpRequest: { url: 'http://x.example', oidcToken, body: Buffer.alloc(103_000) } },
    ])
      await expect(client.createTask({ parent, task })).rejects.toMatchObject({ code: 3 });
    await expect(client.createQueue({ parent: client.locationPath('p', 'l'), queue: { name: parent } })).rejects.toMatchObject({ code: 6 });
    await expect(client.pauseQueue({ name: parent })).rejects.toMatchObject({ code: 12 });
  });

  test('knows its queues and tasks', async () => {
    const queue = await start({}, quickRoutes('send_mail', { ratePerSecond: 20, concurrency: 4, maxAttempts: 7 }));
    const parent = client.queuePath('p', 'l', 'send-mail');
    expect((await client.getQueue({ name: parent }))[0]).toMatchObject({
      state: 'RUNNING',
      rateLimits: { maxDispatchesPerSecond: 20, maxBurstSize: 4, maxConcurrentDispatches: 4 },
      retryConfig: { maxAttempts: 7 },
    });
    for (const name of ['a', 'b', 'c']) await queue.enqueue(mail(name, Date.now() + 3_600_000));
    const [firstTwo, nextPage] = await client.listTasks({ parent, pageSize: 2 }, { autoPaginate: false });
    const [last] = await client.listTasks({ parent, ...nextPage }, { autoPaginate: false });
    expect([...firstTwo, ...last].map(({ name }) => name)).toEqual(['a', 'b', 'c'].map(path));
    await client.deleteTask({ name: path('b') });
    await expect(client.getTask({ name: path('b') })).rejects.toMatchObject({ code: 5 });
    expect(await queue.enqueue(mail('b'))).toBe('already_named');
    expect(standIn.open()).toBe(2);
  });

  test('lets a name go after its time', async () => {
    let time = Date.now();
    const queue = await start({ now: () => time, tombstone: 3_600_000 });
    for (const [passed, answer] of [
      [0, 'enqueued'],
      [3_599_000, 'already_named'],
      [2_000, 'enqueued'],
    ] as const) {
      time += passed;
      expect(await queue.enqueue(mail('again'))).toBe(answer);
      await until(ended, 'it has ended');
    }
  });

  test('Z2 delivers some tasks twice and loses some answers, if asked to', async () => {
    let turn = 0;
    const queue = await start({ duplicates: 0.5, lostAnswers: 0.5, random: () => ((turn += 7) % 10) / 10 });
    const names = Array.from({ length: 30 }, (_, index) => `d-${index}`);
    const answers = await Promise.allSettled(names.map((name) => queue.enqueue(mail(name))));
    await until(ended, 'all have ended');
    const counts = names.map((name) => receiver.of(name).length);
    expect(new Set(counts)).toEqual(new Set([1, 2]));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['fulfilled', 'rejected']));
  });

  test('retries at the documented intervals', async () => {
    await start();
    const figures = { ratePerSecond: 1, concurrency: 1, maxAttempts: 10, minBackoff: 10, maxBackoff: 300, maxDoublings: 3 };
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((failures) => interval(figures, failures))).toEqual([10, 20, 40, 80, 160, 240, 300, 300]);
  });
});
