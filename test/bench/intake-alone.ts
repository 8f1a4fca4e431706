import { createHash, randomUUID } from 'node:crypto';
import { createReceiveRequest } from '#functions/receive-request/handler.ts';
import type { FormPages } from '#functions/receive-request/form.ts';
import { readSentForm } from '#doors/sent-form.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { DocumentRef } from '#functions/wiring/system.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import type { Store } from '#functions/wiring/system.ts';
import { requireSettings } from '#functions/wiring/settings.ts';
import { domainRules } from '#products/rehearsal/settings.ts';
import { serveFunction, type Served } from './framework-server.ts';

export interface Written {
  ref: DocumentRef;
  text: string;
}

export interface IntakeAlone extends Served {
  secret: string;
  /** What the last accepted form wrote. */
  written(): Written[];
}

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** `receive-request` over this store and nothing behind it: no doorbell, no queue. */
export async function serveIntakeAlone(store: Store): Promise<IntakeAlone> {
  const settings = requireSettings(sampleSettings({ data: '.', publicUrl: 'http://127.0.0.1' }));
  const recording = recordWrites(store);
  const system: System = {
    store: recording.store,
    queue: { enqueue: () => Promise.resolve('enqueued') },
    rules: domainRules(settings, 1),
    timeScale: 1,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    log: () => undefined,
  };
  const intake = {
    open: true,
    context: { repositories: settings.repositories, backends: ['local'], releases: [] },
    quotas: { perContributor: 1e6, perChange: 1e6, perDay: 1e6, unproven: { perContributor: 1e6, perChange: 1e6, perDay: 1e6 } },
    newId: () => randomUUID().replaceAll('-', '').slice(0, 8),
    statusUrl: (id: string) => `http://127.0.0.1/status/${id}`,
  };
  const handler = createReceiveRequest(system, intake, { secrets: [secret], wallClock: Date.now }, noPages);
  const served = await serveFunction(`bench-intake-${randomUUID()}`, handler);
  return { ...served, secret, written: recording.written };
}

const noPages: FormPages = {
  read: readSentForm,
  show: async () => undefined,
  refuse: async () => undefined,
};

function recordWrites(store: Store): { store: Store; written: () => Written[] } {
  let last: Written[] = [];
  return {
    written: () => last,
    store: {
      ...store,
      transact: (work) =>
        store.transact((tx) => {
          const written: Written[] = [];
          last = written;
          return work({
            ...tx,
            create(ref, document) {
              written.push({ ref, text: JSON.stringify(document) });
              tx.create(ref, document);
            },
            set(ref, document) {
              written.push({ ref, text: JSON.stringify(document) });
              tx.set(ref, document);
            },
          });
        }),
    },
  };
}

/** The same documents under new names, as another request would write them. */
export function renamed(written: readonly Written[]): Written[] {
  const id = written.find(({ ref }) => ref.collection === 'requests')?.ref.id ?? '';
  const fresh = randomUUID().replaceAll('-', '').slice(0, 8);
  const delivery = randomUUID();
  return written.map(({ ref, text }) => ({
    ref: {
      ...ref,
      id: ref.collection === 'inbox' ? delivery : ref.id.replace(id, fresh),
      ...(ref.parent === undefined ? {} : { parent: ref.parent.replace(id, fresh) }),
    },
    text: text.replaceAll(id, fresh),
  }));
}
