import { purgeEntry } from '#products/rehearsal/domain/chain.ts';
import { withoutAddresses } from '#kernel/address.ts';
import { forgetPeople } from '#contexts/operations/app/listing/forget.ts';
import { isPurged, PURGED } from '#products/rehearsal/domain/personal.ts';
import { entryId } from '#products/rehearsal/app/outbox.ts';
import { execute } from '#products/rehearsal/app/requests.ts';
import { wholeTimeline } from '#products/rehearsal/app/timeline-chain.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** Most requests that one sweep purges, and that it tries: so that it ends, and those that cannot be purged do not stand before the rest. */
const MOST = 20;
const MOST_TRIED = 500;
/** Entries of one transaction. */
const AT_ONCE = 20;
const PAGE = 200;

/** Z4: the personal data of requests that have been over for as long as the settings say. Gives how many were purged; those that cannot be keep no other. */
export async function forgetDue(system: System): Promise<number> {
  let purged = 0;
  let tried = 0;
  for await (const id of due(system)) {
    if (await forgets(system, id)) purged += 1;
    tried += 1;
    if (purged === MOST || tried === MOST_TRIED) break;
  }
  if (tried === MOST_TRIED) system.log('ERROR', 'many cannot be forgotten', { tried, purged });
  return purged;
}

/** Longest due first, a page behind the other: what cannot be purged stays in its place. */
async function* due({ store }: System): AsyncGenerator<string> {
  const to = await store.now();
  let after: { value: number; id: string } | undefined;
  for (;;) {
    const next = after === undefined ? {} : { after };
    const found = await store.query({ index: 'requestsToPurge', equal: {}, to, limit: MOST, ...next });
    for (const { document } of found) yield document.id;
    const last = found.at(-1);
    if (last?.document.purgeAt === undefined || found.length < MOST) return;
    after = { value: last.document.purgeAt, id: last.ref.id };
  }
}

async function forgets(system: System, requestId: string): Promise<boolean> {
  try {
    await forgetContributor(system, requestId);
    return true;
  } catch (error) {
    system.log('ERROR', 'personal data could not be forgotten', { requestId, cause: String(error).slice(0, 300) });
    return false;
  }
}

/**
 * The request first: from then on its state is the fold of its timeline with the data and without, so that the past can go page by page.
 * Stopped half-way it is taken up again, for the request stays due until the last page. What the runs wrote goes by effects.
 */
async function forgetContributor(system: System, requestId: string): Promise<void> {
  const id = `forget:${requestId}`;
  const by = { kind: 'system', part: 'retention' } as const;
  const outcome = await execute(system, requestId, (at) => ({ id, at, by, command: 'forget_contributor' }));
  if (outcome === undefined || !isPurged(outcome.state.submission.contributor)) return;
  await forgetInTimeline(system, requestId);
  await forgetInLedger(system, requestId);
  await forgetPeople(system.store, { kind: 'request', id: requestId }, PURGED.name);
  await system.store.transact(async (tx) => {
    const document = await tx.get({ collection: 'requests', id: requestId });
    if (document === undefined || !isPurged(document.state.submission.contributor)) return;
    const { purgeAt: _due, ...rest } = document;
    tx.set({ collection: 'requests', id: requestId }, rest);
  });
}

async function forgetInTimeline(system: System, requestId: string): Promise<void> {
  const entries = await wholeTimeline(system, requestId);
  const bare = entries.map((entry) => purgeEntry(entry, system.hash));
  const changed = bare.filter((entry, n) => entry !== entries[n]);
  for (let first = 0; first < changed.length; first += AT_ONCE)
    await system.store.transact(async (tx) => {
      for (const entry of changed.slice(first, first + AT_ONCE))
        tx.set({ collection: 'timeline', parent: requestId, id: entryId(entry.version) }, entry);
    });
}

/** The ledger knows people by their ids; addresses can stand in a subject, or in what a mail server said. */
async function forgetInLedger({ store }: System, requestId: string): Promise<void> {
  let after: { value: number; id: string } | undefined;
  for (;;) {
    const next = after === undefined ? {} : { after };
    const found = await store.query({ index: 'mailsInOrder', parent: requestId, equal: {}, limit: PAGE, ...next });
    for (const { document, ref } of found) {
      const { subject, response } = document;
      const bare = { ...document, ...withoutAddresses({ subject, response }) };
      if (bare.subject !== subject || bare.response !== response) await store.transact(async (tx) => tx.set(ref, bare));
    }
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) return;
    after = { value: last.document.createdAt, id: last.ref.id };
  }
}
