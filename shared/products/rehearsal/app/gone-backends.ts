import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import type { OutboxDocument, RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { hasBackend } from '#products/rehearsal/domain/rules.ts';
import { looseDocument } from '#products/rehearsal/app/outbox.ts';
import type { System } from '#products/rehearsal/app/system.ts';

const PAGE = 100;

/**
 * B6, Q3: who waits for a backend that is no longer in the settings would wait for ever, and no machine can help: their turn is a dead letter
 * from now on, so that whoever can hears of it (B5). Replayed or dismissed, it is one no more; replayed while nothing has changed, it is one
 * again. In a healthy system this reads one request for each backend that is waited for. Gives how many were told of anew.
 */
export async function tellOfGoneBackends(system: System): Promise<number> {
  let told = 0;
  for await (const backend of waitedFor(system))
    if (!hasBackend(system.rules, backend))
      for await (const { id } of waiting(system, backend)) if (await bury(system, id, backend)) told += 1;
  if (told > 0) system.log('ERROR', 'requests wait for a backend that is not in the settings', { count: told });
  return told;
}

/** Each once. Slugs are words of letters, digits and `-`: a space sorts before whatever may follow one. */
async function* waitedFor({ store }: System): AsyncGenerator<string> {
  let from: { from?: string } = {};
  for (;;) {
    const [next] = await store.query({ index: 'requestsByBackendWaitedFor', equal: {}, limit: 1, ...from });
    const backend = next?.document.waitsForBackend;
    if (backend === undefined) return;
    yield backend;
    from = { from: `${backend} ` };
  }
}

async function* waiting({ store }: System, backend: string): AsyncGenerator<RequestDocument> {
  let after: { value: string; id: string } | undefined;
  for (;;) {
    const place = after === undefined ? {} : { after };
    const found = await store.query({ index: 'requestsWaitingForBackend', equal: { waitsForBackend: backend }, limit: PAGE, ...place });
    for (const { document } of found) yield document;
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) return;
    after = { value: last.document.queueRank, id: last.ref.id };
  }
}

async function bury(system: System, requestId: string, backend: string): Promise<boolean> {
  const key = `${requestId}-gone-${backend}`;
  // One that was dismissed is known to somebody.
  const isTold = (known: OutboxDocument | undefined): boolean => known !== undefined && known.state !== 'done';
  if (isTold(await system.store.get({ collection: 'outbox', id: key }))) return false;
  return system.store.transact(async (tx) => {
    const known = await tx.get({ collection: 'outbox', id: key });
    const request = await tx.get({ collection: 'requests', id: requestId });
    if (isTold(known) || request?.waitsForBackend !== backend) return false;
    const at = tx.now();
    const message = `${requestId} waits for ${backend}, which is no longer in the settings: put it back, or stop the request`;
    const document = known ?? looseDocument(system, key, theRequest(requestId), { kind: 'offer_turn', backend }, at);
    const errors = [...document.errors, { at, message }].slice(-10);
    tx.set({ collection: 'outbox', id: key }, { ...document, state: 'dead', open: false, finishedAt: at, errors });
    return true;
  });
}
