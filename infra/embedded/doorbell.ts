import { append } from '#kernel/lists.ts';
import http from 'node:http';
import type { Collections } from '#kernel/store/collections.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import { documentPath } from '#kernel/store/paths.ts';
import { isTimeline } from '#kernel/store/timelines.ts';

export interface Doorbell {
  ring(created: readonly DocumentRef[]): void;
  /** Rings no more, and waits for what is on its way. */
  close(): Promise<void>;
}

export interface DoorbellOptions {
  collections: Pick<Collections, 'places'>;
  url: string;
  token: (audience: string) => Promise<string>;
  newId: () => string;
  onFault: (message: string) => void;
}

type Post = (ref: DocumentRef) => Promise<void>;

const MOST_AT_ONCE = 8;

/**
 * What Eventarc is in the cloud: for each new entry of a timeline, a CloudEvent in binary mode to `dispatch-effect`. Like there it
 * carries a name, not the data. Rung once; what it loses the sweep finds.
 */
export function createDoorbell(options: DoorbellOptions): Doorbell {
  const agent = new http.Agent({ keepAlive: true });
  const post = poster(options, agent);
  // Names wait, not requests: in a rush there are hundreds, and a request that is made holds a thousand times what a name does.
  const waiting: DocumentRef[] = [];
  const ringing = new Set<Promise<void>>();
  let [places, closed] = [MOST_AT_ONCE, false];

  async function ringOn(): Promise<void> {
    places -= 1;
    for (let ref = waiting.shift(); ref !== undefined; ref = waiting.shift()) {
      await post(ref).catch((error: unknown) => options.onFault(error instanceof Error ? error.message : String(error)));
    }
    // In the same turn in which nothing waited: what comes now must find this place free.
    places += 1;
  }
  return {
    ring(created) {
      if (closed) return;
      append(
        waiting,
        created.filter(({ collection }) => isTimeline(options.collections, collection)),
      );
      while (waiting.length > 0 && places > 0) {
        const rung = ringOn();
        ringing.add(rung);
        void rung.finally(() => ringing.delete(rung));
      }
    },
    async close() {
      closed = true;
      await Promise.all(ringing);
      agent.destroy();
    },
  };
}

function poster({ collections, url, token, newId }: DoorbellOptions, agent: http.Agent): Post {
  const target = `${url}/functions/dispatch-effect`;
  return async (ref) => {
    const path = documentPath(collections, ref);
    const headers = {
      authorization: `Bearer ${await token(target)}`,
      'content-type': 'application/json',
      'content-length': '2',
      'ce-id': newId(),
      'ce-specversion': '1.0',
      'ce-type': 'google.cloud.firestore.document.v1.created',
      'ce-source': '//firestore.googleapis.com/projects/embedded/databases/(default)',
      'ce-subject': `documents/${path}`,
    };
    await ask(target, { method: 'POST', agent, headers });
  };
}

/** The server may close a connection that lay idle in the very moment in which it is used again: nobody has heard that, so it is said anew. */
async function ask(target: string, options: http.RequestOptions): Promise<void> {
  const { error, reused } = await attempt(target, options);
  if (error === undefined) return;
  if (!reused || !('code' in error && error.code === 'ECONNRESET')) throw error;
  const again = await attempt(target, { ...options, agent: false });
  if (again.error !== undefined) throw again.error;
}

function attempt(target: string, options: http.RequestOptions): Promise<{ error?: Error; reused: boolean }> {
  return new Promise((resolve) => {
    const request = http.request(target, options, (response) => {
      response.resume();
      response.on('end', () => {
        const heard = response.statusCode === 200 || response.statusCode === 204;
        resolve({ reused: request.reusedSocket, ...(heard ? {} : { error: new Error(`answered ${response.statusCode}`) }) });
      });
    });
    request.on('error', (error) => resolve({ error, reused: request.reusedSocket }));
    request.end('{}');
  });
}
