import { createCloudTasksRestQueue } from '#platform/google/cloud-tasks-rest-queue.ts';
import { openFirestoreRestStore } from '#platform/google/firestore-rest-store.ts';
import { collections } from '#functions/wiring/collections.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';
import { startBridge, type Bridge } from '#infra/firestore-events/bridge.ts';
import { connectToStandIn } from '#infra/stand-ins/cloud-tasks/connect.ts';
import { createQueues } from '#infra/stand-ins/cloud-tasks/create-queues.ts';
import { startCloudTasksStandIn, type StandIn } from '#infra/stand-ins/cloud-tasks/server.ts';
import { startFirestoreEmulator, type FirestoreEmulator } from '#infra/stand-ins/firestore/emulator.ts';
import { startHosting } from '../hosting.ts';
import { CALLER } from '../identity.ts';
import type { Ground, Platform } from '../platform.ts';
import { clockedStore } from './clocked-store.ts';
import { googleAdapters, type Outside } from './google-adapters.ts';
import { onGoogleCloud, PROJECT, REGION } from './google-settings.ts';
import { TIMELINE_PATTERN } from '#kernel/store/timelines.ts';
import { csvField } from '#platform/embedded/csv.ts';

/** Options of a runtime over Google's adapters. */
export const onGoogle = { platform: openGooglePlatform, sample: onGoogleCloud, hosting: startHosting };

/** E5: the adapters that ship, against the official Firestore emulator, with its real trigger events, and stand-ins that speak the real protocols. Nothing outlives the process. */
export async function openGooglePlatform(ground: Ground): Promise<Platform> {
  const { url, identity, log, now } = ground;
  const bridge = await startBridge({
    token: (audience) => identity.token(audience),
    onDropped: (subject, why) => log('ERROR', 'event given up', { subject, why }),
  });
  const emulator = await startFirestoreEmulator([`--functions_emulator=127.0.0.1:${bridge.port}`]);
  if (typeof emulator === 'string') throw new Error(`--google-emulators needs the Firestore emulator: ${emulator}`);
  const tasks = await startCloudTasksStandIn({ token: (audience, email) => identity.token(audience, email), now });
  await makeQueues(tasks.port);
  const store = openFirestoreRestStore({ collections, project: PROJECT, emulator: emulator.host });
  const queue = createCloudTasksRestQueue({
    project: PROJECT,
    location: REGION,
    target: (name) => `${url}/functions/${name}`,
    serviceAccountEmail: CALLER,
    emulator: tasks.rest,
    routes: taskRoutes,
  });
  const outside = await googleAdapters(ground);
  return {
    store: ground.config.timeScale === 1 ? store : clockedStore(store, now),
    queue,
    adapters: outside.adapters,
    ...beginAndEnd({ bridge, emulator, tasks, outside, url, closeStore: () => store.close() }),
    sheetLines: () => Promise.resolve(outside.sheet().map((row) => row.map((text) => csvField(text).raw).join(','))),
    rows: [
      ['store', `the Firestore emulator at ${emulator.host}, its events through a bridge on port ${bridge.port}`],
      ['queue', `a Cloud Tasks stand-in at ${tasks.rest}`],
      ...outside.rows,
      ['note', 'all of it ends with this process'],
    ],
  };
}

interface Running {
  bridge: Bridge;
  emulator: FirestoreEmulator;
  tasks: StandIn;
  outside: Outside;
  url: string;
  closeStore: () => Promise<void>;
}

function beginAndEnd({ bridge, emulator, tasks, outside, url, closeStore }: Running): Pick<Platform, 'begin' | 'end' | 'close'> {
  return {
    async begin() {
      await bridge.register(emulator.host, PROJECT, {
        id: 'timeline',
        eventType: 'google.cloud.firestore.document.v1.created',
        document: TIMELINE_PATTERN,
        target: `${url}/functions/dispatch-effect`,
      });
      return 0;
    },
    async end() {
      await bridge.close();
      await tasks.stop(2_000);
    },
    async close() {
      await closeStore();
      await outside.close();
      await emulator.stop();
    },
  };
}

/** The stand-in knows creation of queues over gRPC only. */
async function makeQueues(port: number): Promise<void> {
  const client = connectToStandIn(port, PROJECT);
  try {
    await createQueues(client, PROJECT, REGION, taskRoutes);
  } finally {
    await client.close();
  }
}
