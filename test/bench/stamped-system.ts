import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteQueue, type SqliteQueue } from '#platform/embedded/sqlite-queue.ts';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { createSmtpMailer } from '#platform/smtp-mailer.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import { embeddedAdapters } from '#infra/embedded/adapters.ts';
import { createDoorbell } from '#infra/embedded/doorbell.ts';
import { freePort } from '#infra/embedded/free-port.ts';
import { createFunctions, type Functions } from '#infra/embedded/functions.ts';
import { frameOf } from '#functions/wiring/serve.ts';
import { startHost } from '#infra/embedded/host.ts';
import { openMailbox } from '#infra/embedded/mailbox/mailbox.ts';
import { openParts } from '#infra/embedded/parts.ts';
import type { OpenPlatform } from '#infra/embedded/platform.ts';
import { makeSampleRepository } from '#infra/embedded/sample-project.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { keepSecrets } from '#infra/embedded/secrets.ts';
import { mergeSettings, requireSettings } from '#functions/wiring/settings.ts';
import { makePlace } from './place.ts';
import { createPoster, signed } from './post.ts';
import { raiseRates } from './rates.ts';
import { exampleForm } from './senders.ts';
import { collections } from '#functions/wiring/collections.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';

export interface Stamps {
  committed: Map<string, number>;
  /** Milliseconds from the commit's acknowledgement to the handler's first line. */
  waits: { kind: string; wait: number }[];
}

export interface Stamped {
  submit(): Promise<void>;
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** The embedded system as its runtime puts it together, but with a stamp at each commit and before each handler. */
export async function startStamped(stamps: Stamps): Promise<Stamped> {
  const restore = raiseRates();
  const place = await makePlace();
  const config = { ...place.config, port: await freePort() };
  const url = `http://127.0.0.1:${config.port}`;
  const { secrets } = await keepSecrets(config.data);
  await makeSampleRepository(path.join(config.data, 'sample-project.git'));
  const sample = sampleSettings({ data: config.data, publicUrl: url });
  const settings = requireSettings(mergeSettings(sample, JSON.parse(await readFile(place.settingsFile, 'utf8'))));
  const { open, queue } = stampingPlatform(stamps);
  const parts = await openParts({ config, settings, secrets, now: Date.now, url, open });
  const mailbox = await openMailbox({ folder: parts.folder('mailbox') });
  const mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${mailbox.port}` });
  const host = await startHost(stamped(createFunctions(parts, parts.platform.adapters(parts, mailer)), stamps), {
    port: config.port,
    frame: frameOf(parts),
    isOurs: () => true,
  });
  await parts.platform.begin(parts);
  const poster = createPoster();
  return {
    async submit() {
      const { headers, body } = signed(exampleForm(), secrets.webhookSecrets[0] ?? '');
      const { status } = await poster.post(`${url}/requests`, headers, body);
      if (status !== 201) throw new Error(`intake answered ${status}`);
    },
    settled: () => settled(queue),
    async close() {
      await parts.platform.end();
      poster.close();
      await host.close();
      mailer.close();
      await mailbox.close();
      await parts.platform.close();
      await place.remove();
      restore();
    },
  };
}

/** Files on this machine, as at home. */
function stampingPlatform({ committed }: Stamps): { open: OpenPlatform; queue: () => SqliteQueue | undefined } {
  let queue: SqliteQueue | undefined;
  const open: OpenPlatform = async ({ now, url, identity, newId, folder }) => {
    const token = (audience: string): Promise<string> => identity.token(audience);
    const doorbell = createDoorbell({ collections, url, token, newId, onFault: () => undefined });
    const onCommit = ({ created }: { created: DocumentRef[] }): void => {
      const at = performance.now();
      for (const { collection, id } of created) if (collection === 'outbox') committed.set(id, at);
      doorbell.ring(created);
    };
    const store = openSqliteStore({ collections, path: folder('store.sqlite'), now, onCommit });
    const tasks = openSqliteQueue({
      path: folder('queue.sqlite'),
      routes: taskRoutes,
      target: (name) => `${url}/functions/${name}`,
      token,
      now,
    });
    queue = tasks;
    return {
      store,
      queue: tasks,
      adapters: embeddedAdapters,
      sheetLines: () => Promise.resolve([]),
      rows: [],
      async begin() {
        tasks.start();
        return 0;
      },
      async end() {
        await tasks.stop();
        await doorbell.close();
      },
      close: () => store.close(),
    };
  };
  return { open, queue: () => queue };
}

function stamped(functions: Functions, { committed, waits }: Stamps): Functions {
  const wrapped = Object.entries(functions.http).map(([name, handler]): [string, typeof handler] => [
    name,
    (request, response) => {
      const at = performance.now();
      const key = /"effectKey":"([^"]+)"/.exec(request.rawBody?.toString() ?? '')?.[1];
      const since = key === undefined ? undefined : committed.get(key);
      if (key !== undefined && since !== undefined) waits.push({ kind: name, wait: at - since });
      if (key !== undefined) committed.delete(key);
      return handler(request, response);
    },
  ]);
  return { ...functions, http: { ...functions.http, ...Object.fromEntries(wrapped) } };
}

/** Nothing is under way and nothing was added for a moment. Timers of tomorrow wait in the queue all the while. */
async function settled(queue: () => SqliteQueue | undefined): Promise<void> {
  for (let quiet = 0; quiet < 4;) {
    await sleep(10);
    quiet = queue()?.stats().underWay === 0 ? quiet + 1 : 0;
  }
}
