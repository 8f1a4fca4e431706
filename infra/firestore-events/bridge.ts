import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { forward } from './forward.ts';
import type { BridgeOptions, Delivery } from './delivery.ts';

/** A document trigger as Eventarc has it. `document` may hold wildcards: `outbox/{id}`. */
interface Trigger {
  id: string;
  eventType: `google.cloud.firestore.document.v1.${'created' | 'updated' | 'deleted' | 'written'}`;
  document: string;
  /** Where the event function answers. */
  target: string;
}

export interface Bridge {
  port: number;
  /** Tells the emulator of a trigger. The emulator forgets it when it ends. */
  register(emulatorHost: string, project: string, trigger: Trigger): Promise<void>;
  /** Events accepted and not yet delivered or dropped. */
  underWay(): number;
  close(): Promise<void>;
}

/** How long `close` waits for what is on its way, in ms. */
const LAST_WAIT = 2_000;

/**
 * The missing piece between the Firestore emulator and event functions on the Functions Framework: takes the emulator's posts, turns
 * their bodies into what production sends (raw protobuf instead of base64), and delivers them with an identity token, at least once.
 */
export async function startBridge(options: BridgeOptions = {}): Promise<Bridge> {
  const targets = new Map<string, string>();
  const ending = new AbortController();
  const underWay = new Set<Promise<void>>();

  async function deliver(delivery: Delivery): Promise<void> {
    const fault = options.fault?.(delivery.subject) ?? {};
    if (fault.drop === true) return;
    await sleep(fault.delay ?? 0, undefined, { signal: ending.signal });
    await Promise.all(Array.from({ length: fault.copies ?? 1 }, () => forward(delivery, options, ending.signal)));
  }

  const server = http.createServer((request, response) => {
    const name = /^\/functions\/projects\/[^/]+\/triggers\/([^/]+)$/.exec(request.url ?? '')?.[1] ?? '';
    const target = targets.get(decodeURIComponent(name));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(target === undefined ? 404 : 200).end();
      if (target === undefined) return;
      const delivered = deliver(readDelivery(request, Buffer.concat(chunks), target)).catch(() => undefined);
      underWay.add(delivered);
      void delivered.finally(() => underWay.delete(delivered));
    });
  });
  return {
    port: await listen(server, options.port ?? 0),
    underWay: () => underWay.size,
    async register(emulatorHost, project, trigger) {
      targets.set(trigger.id, trigger.target);
      await register(emulatorHost, project, trigger);
    },
    async close() {
      await Promise.race([Promise.all(underWay), sleep(LAST_WAIT, undefined, { ref: false })]);
      ending.abort();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function listen(server: http.Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

function readDelivery(request: http.IncomingMessage, body: Buffer, target: string): Delivery {
  const headers = Object.entries(request.headers).filter(
    (entry): entry is [string, string] => entry[0].startsWith('ce-') && typeof entry[1] === 'string',
  );
  return {
    target,
    subject: String(request.headers['ce-subject']),
    headers: Object.fromEntries(headers),
    body: Buffer.from(body.toString('latin1'), 'base64'),
  };
}

/** Throws with the emulator's own words when it refuses. */
async function register(emulatorHost: string, project: string, { id, eventType, document }: Trigger): Promise<void> {
  const url = `http://${emulatorHost}/emulator/v1/projects/${project}/eventarcTrigger?eventarcTriggerId=${encodeURIComponent(id)}`;
  const trigger = { eventType, database: '(default)', namespace: '(default)', document: { value: document, matchType: 'PATH_PATTERN' } };
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(trigger) });
  if (!answer.ok) throw new Error(`the emulator refused trigger ${id}: ${answer.status} ${await answer.text()}`);
}

export type { BridgeOptions };
