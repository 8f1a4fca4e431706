import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteQueue } from '#platform/embedded/sqlite-queue.ts';
import { deliveryContract } from './delivery-contract.ts';
import { troubleContract, unreachableContract } from './trouble-contract.ts';
import { identity, type OpenQueue } from './rig.ts';

const open: OpenQueue = async (routes, receiver) => {
  const folder = await mkdtemp(join(tmpdir(), 'queue-'));
  const queue = openSqliteQueue({
    path: join(folder, 'queue.sqlite'),
    target: (name) => receiver.url(name),
    token: (audience) => identity.token(audience),
    routes,
    stopLimit: 50,
  });
  queue.start();
  return {
    queue,
    givenUp: () => queue.dead().map((task) => task.name),
    open: () => queue.stats().waiting + queue.stats().underWay,
    async close() {
      await queue.stop();
      await rm(folder, { recursive: true });
    },
  };
};

deliveryContract('embedded queue', open);
troubleContract('embedded queue', open);
unreachableContract('embedded queue', open);
