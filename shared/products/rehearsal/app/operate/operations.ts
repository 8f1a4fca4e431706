import { findOperation, findOperations } from '#contexts/operations/app/listing/find.ts';
import { keptListings } from '#contexts/operations/app/listing/kept.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import type { ListingSource } from '#contexts/operations/ports/listings.ts';
import type { OperationOf, OperationRow } from '#products/rehearsal/contracts/operations.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** O6. Of every product. */
export function listingSources(system: System): readonly ListingSource[] {
  return [keptListings(system.store), ...(system.others?.listings(system) ?? [])];
}

export async function listOperations(
  system: System,
  { program, called: name, at: backend, state, by: person, since, until, limit = 50, after }: OperationOf<'operations_list'>,
): Promise<Operated> {
  const filter = { program, name, backend, state, person, since, until };
  const { listings, next, looked } = await findOperations(listingSources(system), filter, { limit, after });
  const note =
    looked === undefined ? {} : { facts: { note: `${looked} operations were looked at; there may be more that fit behind them` } };
  return { done: { ...note, rows: listings.map(listingRow), ...(next === undefined ? {} : { next }) } };
}

export async function showOperation(system: System, id: string): Promise<Operated> {
  const found = await findOperation(listingSources(system), id);
  if (found === undefined) return { refused: 'not_found', detail: `there is no operation ${id}` };
  const { within, home, attempts } = found;
  const facts = {
    ...listingRow(found),
    ...(home === undefined ? {} : { of: home }),
    ...(attempts === undefined ? {} : { attempts }),
    more: `rehearsal ${within.kind}s show ${within.id}`,
  };
  return { done: { facts } };
}

function listingRow(listing: Listing): OperationRow {
  const { id, program, name, backend, state, outcome, people, within, commit, createdAt, startedAt, endedAt } = listing;
  return {
    id,
    program,
    name,
    backend,
    state,
    outcome: outcome ?? '',
    by: people[0] ?? '',
    within: `${within.kind} ${within.id}`,
    commit: commit ?? '',
    createdAt: iso(createdAt),
    startedAt: iso(startedAt),
    endedAt: iso(endedAt),
  };
}
