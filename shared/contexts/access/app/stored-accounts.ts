import type { AccessTables, AccountDocument } from '#contexts/access/documents.ts';
import type { AccountFact } from '#contexts/access/domain/account/facts.ts';
import { accountProcess, type AccountCommand, type AccountRefused } from '#contexts/access/domain/account/process.ts';
import { newAccount, type AccountState } from '#contexts/access/domain/account/state.ts';
import { isAccountId } from '#contexts/access/domain/account/id.ts';
import { accountPrivacy } from '#contexts/access/domain/account/privacy.ts';
import type { AccessTransaction } from '#contexts/access/ports.ts';
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
  privacy: accountPrivacy,
  nameOf: (id) => `account.${id}`,
  entryOf: (person) => ({ person }),
  rings: false,
  load: loadAccount,
  project: ({ state, known, commands }) => ({ ...kept(known, state), ...projected(state), commands, state }),
  follows: ['id', 'asks', 'sessionsOpen', 'expiresNext', 'email'],
  save(tx, { id, document, entry, entryId }) {
    tx.set({ collection: 'accounts', id }, document);
    tx.create({ collection: 'accountTimeline', parent: id, id: entryId }, entry);
  },
};

/** Undefined for an id that names nobody. */
async function loadAccount(tx: Pick<Transaction<AccessTables>, 'get'>, id: string): Promise<AccountDocument | undefined> {
  if (!isAccountId(id)) return undefined;
  return (await tx.get({ collection: 'accounts', id })) ?? { ...projected(newAccount(id)), commands: [], state: newAccount(id) };
}

function projected(state: AccountState): Pick<AccountDocument, 'id' | 'asks' | 'sessionsOpen' | 'expiresNext' | 'email'> {
  const open = state.sessions.filter(({ ended }) => ended === undefined);
  const [next] = open.map(({ expiresAt }) => expiresAt).toSorted((a, b) => a - b);
  return {
    id: state.id,
    asks: state.asks.map(({ id }) => id),
    sessionsOpen: open.length,
    ...(next === undefined ? {} : { expiresNext: next }),
    ...(state.invited === undefined ? {} : { email: state.invited.profile.email.toLowerCase() }),
  };
}

/** What is no part of the state: when sessions that are still open were seen, and refusals that were counted. */
function kept(
  known: AccountDocument | undefined,
  { sessions }: AccountState,
): Pick<AccountDocument, 'lastUsed' | 'refused' | 'refusedSince'> {
  const { lastUsed, refused, refusedSince } = known ?? {};
  const open = Object.entries(lastUsed ?? {}).filter(([number]) => sessions.some((one) => `${one.number}` === number));
  return {
    ...(lastUsed === undefined ? {} : { lastUsed: Object.fromEntries(open) }),
    ...(refused === undefined ? {} : { refused }),
    ...(refusedSince === undefined ? {} : { refusedSince }),
  };
}
