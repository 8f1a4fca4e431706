import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND } from '#kernel/time.ts';
import { documentFrom, foundFrom } from '../store/attempt.ts';
import { checkCount, checkQuery } from '../store/check-query.ts';
import { documentPath } from '#kernel/store/paths.ts';
import type { Store, Transaction } from '#kernel/store/port.ts';
import type { CollectionsAs, Tables } from '#kernel/store/tables.ts';
import { mayPass, storeErrorOf } from './firestore-rest-errors.ts';
import { restCount, restReader, type Place } from './firestore-rest-reader.ts';
import { runOnce } from './firestore-rest-run.ts';
import { emulatorToken, metadataTokens } from './metadata-token.ts';
import type { AccessTokens } from './access-tokens.ts';
import { restService } from './rest-call.ts';
import { StoreError } from '#kernel/store/errors.ts';

export interface FirestoreRestOptions<T extends Tables> {
  collections: CollectionsAs<T>;
  project: string;
  database?: string;
  /** `host:port` of an emulator. */
  emulator?: string | undefined;
  /** Not for an emulator. The process's own account when left out. */
  tokens?: AccessTokens;
}

/** Runs of one transaction, and tries of one read. */
const MOST_RUNS = 20;
const MOST_READS = 5;
/** No run begins after this, in ms: each may already have waited for a server that does not answer. */
const LAST_START = 60_000;
const PATIENCE = 30 * SECOND;
/** First pauses, in ms. */
const AFTER_CONTENTION = 400;
const AFTER_OUTAGE = 60;

/**
 * The store in the cloud, over Firestore's documented REST interface: loading the SDK takes longer than all the calls of a request do.
 * Documents are kept exactly as the SDK's adapter keeps them (firestore-store.ts), and both keep the same contract.
 */
export function openFirestoreRestStore<T extends Tables>(options: FirestoreRestOptions<T>): Store<T> {
  const { collections, project, database = '(default)', emulator, tokens } = options;
  const origin = emulator === undefined ? 'https://firestore.googleapis.com' : `http://${emulator}`;
  const service = restService({
    origin,
    tokens: emulator === undefined ? (tokens ?? metadataTokens()) : emulatorToken(),
    patience: PATIENCE,
  });
  const place = { service, root: `projects/${project}/databases/${database}/documents` };
  const reader = restReader(place, (read) => patiently(async () => (await read({})).value));
  return {
    transact: (work) => transact(collections, place, work),
    get: async (ref) => documentFrom(collections, ref, (await reader.get(documentPath(collections, ref))).text),
    query: async (query) => foundFrom(collections, query, (await reader.query(checkQuery(collections, query))).found),
    count: async (query) => {
      const checked = checkCount(collections, query);
      return patiently(() => restCount(place, checked));
    },
    // The answer about a document that nobody writes: the server's time of reading comes with it.
    now: async () => (await reader.get('clock/now')).at,
    close: () => Promise.resolve(service.close()),
  };
}

async function transact<T extends Tables, R>(
  collections: CollectionsAs<T>,
  place: Place,
  work: (tx: Transaction<T>) => Promise<R>,
): Promise<R> {
  const begun = performance.now();
  let failed: string | undefined;
  for (let run = 1; ; run += 1) {
    const result = await runOnce(collections, place, work, failed);
    if ('done' in result) return result.done;
    if (run === MOST_RUNS) throw result.again;
    failed = result.transaction ?? failed;
    await pause(run, result.again instanceof StoreError && result.again.code === 'contended' ? AFTER_CONTENTION : AFTER_OUTAGE);
    if (performance.now() - begun > LAST_START)
      throw new StoreError('unavailable', 'the transaction did not get through', undefined, { cause: result.again });
  }
}

async function patiently<T>(read: () => Promise<T>): Promise<T> {
  for (let run = 1; ; run += 1) {
    try {
      return await read();
    } catch (error) {
      if (run === MOST_READS || !mayPass(error)) throw storeErrorOf(error);
      await pause(run, AFTER_OUTAGE);
    }
  }
}

/** Longer each time, up to 4 s, and by chance, so that those who met do not meet again: of many writers of one document that is what gets them through. */
function pause(run: number, first: number): Promise<void> {
  return sleep(Math.min(4_000, first * 1.5 ** run) * (0.5 + Math.random()));
}
