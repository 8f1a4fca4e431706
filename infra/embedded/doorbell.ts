import http from 'node:http';
import type { DocumentRef } from '#contracts/documents.ts';
import { documentPath } from '#contracts/documents.ts';

export interface Doorbell {
  ring(created: readonly DocumentRef[]): void;
  /** Rings no more, and waits for what is on its way. */
  close(): Promise<void>;
}

export interface DoorbellOptions {
  url: string;
  token: (audience: string) => Promise<string>;
  newId: () => string;
  onFault: (message: string) => void;
}

type Post = (ref: DocumentRef) => Promise<void>;

/**
 * What Eventarc is in the cloud: for each new entry of a timeline, a CloudEvent in binary mode to `dispatch-effect`. Like there it
 * carries a name, not the data. Rung once; what it loses the sweep finds.
 */
export function createDoorbell(options: DoorbellOptions): Doorbell {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  const post = poster(options, agent);
  const underWay = new Set<Promise<void>>();
  let closed = false;

  return {
    ring(created) {
      if (closed) return;
      for (const ref of created) {
        if (ref.collection !== 'timeline') continue;
        const posted = post(ref).catch((error: unknown) => options.onFault(error instanceof Error ? error.message : String(error)));
        underWay.add(posted);
        void posted.finally(() => underWay.delete(posted));
      }
    },
    async close() {
      closed = true;
      await Promise.all(underWay);
      agent.destroy();
    },
  };
}

function poster({ url, token, newId }: DoorbellOptions, agent: http.Agent): Post {
  const target = `${url}/functions/dispatch-effect`;
  return async (ref) => {
    const path = documentPath(ref);
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
    await new Promise<void>((resolve, reject) => {
      const request = http.request(target, { method: 'POST', agent, headers }, (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200 || response.statusCode === 204 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
        );
      });
      request.on('error', reject);
      request.end('{}');
    });
  };
}
