import { execute } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** Looked at in one page, and pages of one sweep: the next sweep takes up the rest. */
const PAGE = 100;
const MOST_PAGES = 20;

/** I16: those whose address nobody confirmed in time end by themselves. Gives how many ended. */
export async function endUnconfirmed(system: System): Promise<number> {
  let ended = 0;
  let after: { value: string; id: string } | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const next = after === undefined ? {} : { after };
    const found = await system.store.query({
      index: 'requestsByStatus',
      equal: { status: 'waiting_for_confirmation' },
      limit: PAGE,
      ...next,
    });
    const now = await system.store.now();
    for (const { document } of found) if (document.submittedAt < now && (await ends(system, document.id))) ended += 1;
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) break;
    after = { value: last.document.queueRank, id: last.ref.id };
  }
  return ended;
}

async function ends(system: System, id: string): Promise<boolean> {
  const by = { kind: 'system', part: 'intake' } as const;
  const outcome = await execute(system, id, (at) => ({ id: `end-unconfirmed:${id}:${at}`, at, by, command: 'end_unconfirmed' }));
  return outcome?.outcome === 'saved';
}
