import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openConnections } from '#platform/embedded/queue-schema.ts';
import { openSqliteQueue, type SqliteQueue, type SqliteQueueOptions } from '#platform/embedded/sqlite-queue.ts';
import { startReceiver, type Receiver } from './receiver.ts';
import { payload, quickRoutes, until } from './rig.ts';

const DAY = 86_400_000;
let folder: string;
let path: string;
let receiver: Receiver;
let queue: SqliteQueue;

function open(over: Partial<SqliteQueueOptions> = {}): SqliteQueue {
  queue = openSqliteQueue({
    path,
    target: (name) => receiver.url(name),
    token: () => Promise.resolve('a.b.c'),
    routes: quickRoutes(),
    stopLimit: 20,
    ...over,
  });
  return queue;
}
const mail = (name: string, notBefore?: number) => ({
  name,
  kind: 'send_mail' as const,
  payload: payload(name),
  ...(notBefore === undefined ? {} : { notBefore }),
});
const ended = (): boolean => queue.stats().waiting + queue.stats().underWay === 0;

function tamper(sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'queue-'));
  path = join(folder, 'queue.sqlite');
  receiver = await startReceiver();
});
afterEach(async () => {
  await queue.stop();
  await receiver.close();
  await rm(folder, { recursive: true });
});

describe('the embedded queue over restarts', () => {
  test('E1 delivers what was enqueued before it was started, and what an earlier process left', async () => {
    await open().enqueue(mail('early'));
    expect(await queue.idle()).toBe(false);
    await queue.stop();
    await expect(queue.enqueue(mail('late'))).rejects.toThrow('stopped');
    open().start();
    await until(ended, 'it has ended');
    expect(receiver.deliveries.map(({ name }) => name)).toEqual(['early']);
    expect(await queue.idle()).toBe(true);
    expect(queue.stats()).toMatchObject({ waiting: 0, underWay: 0, dead: 0, remembered: 1 });
  });

  test('E1 a delay survives a restart', async () => {
    let time = 1_000_000;
    const now = (): number => time;
    await open({ now }).enqueue(mail('later', time + 3_600_000));
    await queue.stop();
    time += 3_599_999;
    open({ now }).start();
    await queue.enqueue(mail('now'));
    await until(() => receiver.of('now').length === 1, 'the other arrives');
    expect(receiver.of('later')).toHaveLength(0);
    time += 1;
    await queue.enqueue(mail('wakes it'.replace(' ', '-')));
    await until(() => receiver.of('later').length === 1, 'the delayed one arrives');
  });

  test('Z2 an attempt that is broken off by stop() does not count', async () => {
    receiver.answer(() => 'hang');
    open().start();
    await queue.enqueue(mail('long'));
    await until(() => receiver.of('long').length === 1, 'it arrives');
    await queue.stop();
    receiver.answer(() => 200);
    open().start();
    await until(ended, 'it has ended');
    expect(receiver.of('long').map(({ headers }) => headers['x-cloudtasks-taskretrycount'])).toEqual(['0', '0']);
  });

  test('Z2 stop() waits for what is under way', async () => {
    let finish = (): void => undefined;
    receiver.answer(() => new Promise((resolve) => (finish = () => resolve(200))));
    open({ stopLimit: 20_000 }).start();
    await queue.enqueue(mail('slow'));
    await until(() => receiver.of('slow').length === 1, 'it arrives');
    const stopping = queue.stop();
    finish();
    await stopping;
    open();
    expect(queue.stats()).toMatchObject({ waiting: 0, remembered: 1 });
  });

  test('B5 a task that ends the process each time dies at last', async () => {
    await open().enqueue(mail('killer'));
    await queue.stop();
    const dead: string[] = [];
    for (let crash = 0; crash < 20 && dead.length === 0; crash += 1) {
      tamper(`UPDATE tasks SET state = 'running', attempts = attempts + 1`);
      receiver.answer(() => 'hang');
      open({ onDead: ({ name, error }) => void dead.push(`${name}: ${error}`) }).start();
      await until(() => dead.length === 1 || queue.stats().underWay === 1, 'it is attempted or dead');
      await queue.stop();
    }
    expect(dead).toEqual(['killer: the process ended during the last attempt']);
  });

  test('a kind that is no longer in the table goes to the dead ones, and one whose queue has a new name moves', async () => {
    await open().enqueue(mail('gone'));
    await queue.enqueue(mail('moved'));
    await queue.stop();
    tamper(`UPDATE tasks SET kind = 'old_kind' WHERE name = 'gone'; UPDATE tasks SET queue = 'old-queue' WHERE name = 'moved'`);
    open().start();
    await until(ended, 'both have ended');
    expect(queue.dead()).toMatchObject([
      { name: 'gone', kind: 'old_kind', payload: JSON.stringify(payload('gone')), error: 'its kind is not in the task table' },
    ]);
    expect(receiver.deliveries.map(({ name, headers }) => [name, headers['x-cloudtasks-queuename']])).toEqual([['moved', 'send-mail']]);
  });
});

describe('the embedded queue in itself', () => {
  test('E1 an acknowledged task is on the disk, not only with the operating system', async () => {
    await open().enqueue(mail('x'));
    const { durable, quick } = openConnections(path);
    const pragma = (db: DatabaseSync, name: string): unknown => db.prepare(`PRAGMA ${name}`).get()?.[name];
    // 2 is FULL: every commit waits for the disk. 1 is NORMAL: only checkpoints do.
    expect([durable, quick].map((db) => [pragma(db, 'journal_mode'), pragma(db, 'synchronous')])).toEqual([
      ['wal', 2],
      ['wal', 1],
    ]);
    durable.close();
    quick.close();
  });

  test('keeps a dead task with its last error, and goes on when onDead throws', async () => {
    const faults: unknown[] = [];
    receiver.answer(({ name }) => (name === 'dead' ? 503 : 200));
    open({
      onDead: () => {
        throw new Error('listener');
      },
      onFault: (fault) => void faults.push(fault),
      random: () => 0,
    }).start();
    await queue.enqueue(mail('dead'));
    await until(ended, 'it is given up');
    await queue.enqueue(mail('next'));
    await until(ended, 'the next has ended');
    expect(queue.dead()).toMatchObject([{ name: 'dead', attempts: 5, error: 'answered 503', payload: JSON.stringify(payload('dead')) }]);
    expect(faults).toEqual([new Error('listener')]);
  });

  test('Z2 lets a name go a day after the task has ended', async () => {
    let time = 1_000_000;
    const now = (): number => time;
    for (const [passed, answer] of [
      [0, 'enqueued'],
      [DAY - 1_000, 'already_named'],
      [2_000, 'enqueued'],
    ] as const) {
      time += passed;
      open({ now }).start();
      await queue.enqueue(mail(`marker-${passed}`));
      await until(ended, 'the marker has ended');
      expect(await queue.enqueue(mail('again'))).toBe(answer);
      await until(ended, 'it has ended');
      await queue.stop();
    }
    expect(receiver.of('again')).toHaveLength(2);
    open({ now });
    expect(queue.stats().remembered).toBeLessThanOrEqual(4);
  });

  test('E4 delays follow the scaled clock', async () => {
    const began = Date.now();
    const now = (): number => began + (Date.now() - began) * 100_000;
    open({ now, timeScale: 100_000 }).start();
    await queue.enqueue(mail('tomorrow', now() + DAY));
    await until(ended, 'a day has passed');
    expect(now() - began).toBeGreaterThanOrEqual(DAY);
  });

  test('refuses a task table that contradicts itself', async () => {
    const routes = quickRoutes();
    routes.drive_operation = { ...routes.drive_operation, queue: 'send-mail', concurrency: 3 };
    expect(() =>
      openSqliteQueue({ path: join(folder, 'other.sqlite'), target: (name) => name, token: () => Promise.resolve(''), routes }),
    ).toThrow('send-mail');
    open();
  });

  test('a token that cannot be had is a failed attempt', async () => {
    let times = 0;
    open({ token: () => ((times += 1) === 1 ? Promise.reject(new Error('no key')) : Promise.resolve('a.b.c')) }).start();
    await queue.enqueue(mail('tokenless'));
    await until(ended, 'it has ended');
    expect(receiver.of('tokenless').map(({ headers }) => headers['x-cloudtasks-taskretrycount'])).toEqual(['1']);
  });
});
