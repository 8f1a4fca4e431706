import { Firestore } from '@google-cloud/firestore';
import { createCloudTasksQueue } from '#adapters/google/cloud-tasks-queue.ts';
import { openFirestoreStore } from '#adapters/google/firestore-store.ts';
import { taskRoutes } from '#contracts/tasks.ts';
import { startBridge } from '#infra/firestore-events/bridge.ts';
import { connectToStandIn } from '#infra/stand-ins/cloud-tasks/connect.ts';
import { createQueues } from '#infra/stand-ins/cloud-tasks/create-queues.ts';
import { startCloudTasksStandIn } from '#infra/stand-ins/cloud-tasks/server.ts';
import { startFirestoreEmulator } from '#infra/stand-ins/firestore/emulator.ts';
import { CALLER } from '../identity.ts';
import type { Ground, Platform } from '../platform.ts';
import { clockedStore } from './clocked-store.ts';
import { googleAdapters } from './google-adapters.ts';
import { onGoogleCloud, PROJECT, REGION } from './google-settings.ts';


/** Options of a runtime over Google's adapters. */
export const onGoogle = { platform: openGooglePlatform, sample: onGoogleCloud };

/** E5: the Google adapters against the official Firestore emulator, with its real trigger events, and stand-ins that speak the real protocols. Nothing outlives the process. */
export async function openGooglePlatform(ground: Ground): Promise<Platform> {
  const { url, identity, log, now } = ground;
  const bridge = await startBridge({
    token: (audience) => identity.token(audience),
    onDropped: (subject, why) => log('ERROR', 'event given up', { subject, why }),
  });
  const emulator = await startFirestoreEmulator([`--functions_emulator=127.0.0.1:${bridge.port}`]);
  if (typeof emulator === 'string') throw new Error(`--google-emulators needs the Firestore emulator: ${emulator}`);
  const tasks = await startCloudTasksStandIn({ token: (audience, email) => identity.token(audience, email), now });
  const client = connectToStandIn(tasks.port, PROJECT);
  await createQueues(client, PROJECT, REGION, taskRoutes);
  const firestore = connectFirestore(emulator.host);
  const store = openFirestoreStore({ firestore });
  const outside = await googleAdapters(ground);
  return {
    store: ground.config.timeScale === 1 ? store : clockedStore(store, now),
    queue: createCloudTasksQueue({ client, project: PROJECT, location: REGION, target: (name) => `${url}/functions/${name}`, serviceAccountEmail: CALLER }),
    adapters: outside.adapters,
    async begin() {
      const target = `${url}/functions/dispatch-effect`;
      await bridge.register(emulator.host, PROJECT, { id: 'timeline', eventType: 'google.cloud.firestore.document.v1.created', document: 'requests/{request}/timeline/{version}', target });
      return 0;
    },
    async end() {
      await bridge.close();
      await tasks.stop();
    },
    async close() {
      await client.close();
      await firestore.terminate();
      await outside.close();
      await emulator.stop();
    },
    sheetLines: () => Promise.resolve(outside.sheet().map((row) => row.join(','))),
    rows: [
      ['store', `the Firestore emulator at ${emulator.host}, its events through a bridge on port ${bridge.port}`],
      ['queue', `a Cloud Tasks stand-in on port ${tasks.port} (gRPC)`],
      ...outside.rows,
      ['note', 'all of it ends with this process'],
    ],
  };
}

function connectFirestore(host: string): Firestore {
  return new Firestore({ projectId: PROJECT, host, ssl: false, customHeaders: { Authorization: 'Bearer owner' } });
}
