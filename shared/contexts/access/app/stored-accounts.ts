import type { AccessTables, AccountDocument } from '#contexts/access/documents.ts';
import type { AccountFact } from '#contexts/access/domain/account/facts.ts';
import { accountProcess, type AccountCommand, type AccountRefused } from '#contexts/access/domain/account/process.ts';
import { newAccount, type AccountState } from '#contexts/access/domain/account/state.ts';
import { isId } from '#contexts/access/ids.ts';
import type { AccessTransaction } from '#contexts/access/ports.ts';
import { nothingPersonal } from '#kernel/chain.ts';
import type { AnyEffect } from '#kernel/effect.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { Stored } from '#kernel/stored.ts';

/** The types of an account, as the kernel handles them. */
interface AccountTypes {
  State: AccountState;
  Command: AccountCommand;
  Fact: AccountFact;
  Rules: unknown;
  Effect: AnyEffect;
  Refused: AccountRefused;
  Document: AccountDocument;
  Naming: { person: string };
}

/** W3. Accounts by their person: whoever never signed in is kept nowhere. */
export const storedAccounts: Stored<AccessTransaction, AccountTypes> = {
  process: accountProcess,
  privacy: nothingPersonal(),
  nameOf: (id) => `account.${id}`,
  entryOf: (person) => ({ person }),
  rings: false,
  load: loadAccount,
  project: ({ state, known, commands }) => ({ ...kept(known, state), ...projected(state), commands, state }),
  follows: ['id', 'asks', 'sessionsOpen', 'expiresNext'],
  save(tx, { id, document, entry, entryId }) {
    tx.set({ collection: 'accounts', id }, document);
    tx.create({ collection: 'accountTimeline', parent: id, id: entryId }, entry);
  },
};

/** Undefined for an id that names nobody. */
async function loadAccount(tx: Pick<Transaction<AccessTables>, 'get'>, id: string): Promise<AccountDocument | undefined> {
  if (!isId('slug', id)) return undefined;
  return (await tx.get({ collection: 'accounts', id })) ?? { ...projected(newAccount(id)), commands: [], state: newAccount(id) };
}

function projected(state: AccountState): Pick<AccountDocument, 'id' | 'asks' | 'sessionsOpen' | 'expiresNext'> {
  const open = state.sessions.filter(({ ended }) => ended === undefined);
  const [next] = open.map(({ expiresAt }) => expiresAt).toSorted((a, b) => a - b);
  return {
    id: state.id,
    asks: state.asks.map(({ id }) => id),
    sessionsOpen: open.length,
    ...(next === undefined ? {} : { expiresNext: next }),
  };
}

/** What is known of those that are still open. */
function kept({ lastUsed }: Pick<AccountDocument, 'lastUsed'> = {}, { sessions }: AccountState): Pick<AccountDocument, 'lastUsed'> {
  if (lastUsed === undefined) return {};
  const open = Object.entries(lastUsed).filter(([number]) => sessions.some((one) => `${one.number}` === number));
  return { lastUsed: Object.fromEntries(open) };
}
