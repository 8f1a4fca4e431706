import type { AccessTables, AccountDocument } from '#contexts/access/documents.ts';
import type { AccountAsked, AccountRefused } from '#contexts/access/domain/account/process.ts';
import { newAccount, type AccountState } from '#contexts/access/domain/account/state.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import { storedAccounts } from '#contexts/access/app/stored-accounts.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';
import { execute } from '#kernel/app/handle.ts';
import type { System } from '#kernel/system.ts';

export type AccountChanged = { state: AccountState } | AccountRefused;

/** Who has it changed, and what makes the change recognisable. */
export interface Changing {
  id: string;
  by: Actor;
}

/** W3: one change of a person's account. */
export async function changeAccount(
  kernel: AccessKernel,
  person: string,
  { id, by }: Changing,
  asked: AccountAsked,
): Promise<AccountChanged> {
  const done = await execute(kernel, storedAccounts, person, (at) => ({ id, at, by, ...asked }));
  if (done === undefined) throw new TypeError(`not a person: ${JSON.stringify(person.slice(0, 100))}`);
  return done.outcome === 'refused' ? done.refused : { state: done.state };
}

type Reader = Pick<System<AccessTables>, 'store'>;

/** As it is now; of somebody who never signed in, an empty one. */
export async function readAccount({ store }: Reader, person: string): Promise<Pick<AccountDocument, 'state' | 'lastUsed'>> {
  return (await store.get({ collection: 'accounts', id: person })) ?? { state: newAccount(person) };
}

/** Whose sign-in by mail this is; undefined where it is over. */
export async function accountAsking({ store }: Reader, ask: string): Promise<AccountState | undefined> {
  const [found] = await store.query({ index: 'accountsByAsk', equal: {}, holds: ask, limit: 1 });
  return found?.document.state;
}

/** In the order of their ids, those behind `after`. */
export async function listAccounts({ store }: Reader, { limit, after }: { limit: number; after?: string }): Promise<AccountDocument[]> {
  const place = after === undefined ? {} : { after: { value: after, id: after } };
  return (await store.query({ index: 'accountsInOrder', equal: {}, limit, ...place })).map(({ document }) => document);
}
