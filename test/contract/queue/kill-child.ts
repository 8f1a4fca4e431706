import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteQueue } from '#platform/embedded/sqlite-queue.ts';
import { payload, quickRoutes } from './rig.ts';

// Enqueues for ever and says which tasks were acknowledged, until somebody kills it. Without a prefix it only delivers what is there.
const [path = '', base = '', prefix = ''] = process.argv.slice(2);
const queue = openSqliteQueue({ path, target: (name) => `${base}${name}`, token: () => Promise.resolve('a.b.c'), routes: quickRoutes() });
queue.start();

async function enqueueOne(name: string, delay: number): Promise<void> {
  await queue.enqueue({ name, kind: delay === 0 ? 'send_mail' : 'drive_operation', payload: payload(name), notBefore: Date.now() + delay });
  writeSync(1, `${name}\n`);
}

async function enqueueForEver(): Promise<void> {
  for (let round = 0; ; round += 1) {
    await Promise.all([0, 0, 0, 30].map((delay, index) => enqueueOne(`${prefix}-${round}-${index}`, delay)));
    await sleep(round % 3);
  }
}
if (prefix !== '') await enqueueForEver();
