import type { AddedBackend } from '#contexts/backends/domain/added.ts';
import { DEFAULT_POOL, MOST_SLOTS } from '#contexts/backends/domain/pool-rules.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import { canonical } from '#kernel/chain.ts';
import type { Evolvers } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** B10. What happens to a backend's settings that stand in its own record. */
export type AddingFact =
  | { fact: 'backend_added'; added: AddedBackend }
  | { fact: 'backend_removed'; added: AddedBackend; by: string; at: Instant };

export type AddingAsked =
  /** Of one that is there already, what it is made of from now on. */
  | ({ command: 'add_backend'; operator: string } & Pick<AddedBackend, 'name' | 'kind' | 'pools' | 'probes'>)
  /** Whoever says it has seen in the same transaction that nothing uses it. */
  | { command: 'remove_backend'; operator: string };

export const addingFacts: Evolvers<BackendState, AddingFact> = {
  backend_added: { evolve: (state, { added }) => ({ ...state, added }) },
  backend_removed: { evolve: ({ added: _added, ...state }) => state },
};

export interface AddingRefused {
  refused: { code: 'not_added' | 'in_use' | 'pools'; message: string };
}

/** As much as these decide on. */
interface Deciding {
  draft: { readonly state: BackendState; record(fact: AddingFact): void };
  at: Instant;
}

type Adding<C extends AddingAsked['command']> = Extract<AddingAsked, { command: C }>;

/** The same again changes nothing. */
export function addBackend({ draft, at }: Deciding, { operator, ...asked }: Adding<'add_backend'>): AddingRefused | undefined {
  const { name, kind, pools, probes } = asked;
  const all = Object.values(pools).reduce((sum, slots) => sum + slots, 0);
  if (!Object.hasOwn(pools, DEFAULT_POOL)) return refuse('pools', `there must be a pool ${DEFAULT_POOL}`);
  if (all > MOST_SLOTS) return refuse('pools', `there are ${all} slots in all, more than ${MOST_SLOTS}`);
  const known = draft.state.added;
  const made = { name, kind, pools, ...(probes === undefined || Object.keys(probes).length === 0 ? {} : { probes }) };
  if (known !== undefined && isSame(known, made)) return undefined;
  draft.record({ fact: 'backend_added', added: { ...made, since: known?.since ?? at, by: operator } });
  return undefined;
}

export function removeBackend({ draft, at }: Deciding, { operator }: Adding<'remove_backend'>): AddingRefused | undefined {
  const { added, lease, slug } = draft.state;
  if (lease !== undefined) return refuse('in_use', `${lease.requestId} has ${slug}`);
  if (added === undefined) return refuse('not_added', `${slug} was not added here`);
  draft.record({ fact: 'backend_removed', added, by: operator, at });
  return undefined;
}

function refuse(code: AddingRefused['refused']['code'], message: string): AddingRefused {
  return { refused: { code, message } };
}

/** Whatever order a store gives fields back in. */
function isSame({ since: _since, by: _by, ...known }: AddedBackend, made: Omit<AddedBackend, 'since' | 'by'>): boolean {
  return canonical(known) === canonical(made);
}
