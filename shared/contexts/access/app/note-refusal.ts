import { storedAccounts } from '#contexts/access/app/stored-accounts.ts';
import type { AccountDocument, AccessTables, CountedRefusal } from '#contexts/access/documents.ts';
import type { AccountCommand } from '#contexts/access/domain/account/process.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import type { AccessKernel, AccessTransaction } from '#contexts/access/ports.ts';
import { whoHas } from '#contexts/access/domain/account/id.ts';
import { acting } from '#kernel/act.ts';
import { change } from '#kernel/app/handle.ts';
import type { System } from '#kernel/system.ts';
import { MINUTE, type Instant } from '#kernel/time.ts';

export interface Refused {
  /** Whose account it is noted on. */
  account: string;
  by: AccountCommand['by'];
  permission: string;
  place: Place;
  door: string;
}

/** The same again is counted so long before it is on the timeline again. */
const WINDOW = 10 * MINUTE;

/** Accounts in one sweep; the next takes the rest. */
const MOST = 100;

/** W5. The first is on the timeline at once; of a flood every one is counted, and an entry says how many. */
export async function noteRefusal(kernel: AccessKernel, given: Refused, times: number): Promise<void> {
  await kernel.store.transact(async (tx) => {
    const document = await storedAccounts.load(tx, given.account);
    if (document === undefined) return;
    const now = tx.now();
    const { permission, door } = given;
    const key = `${permission} ${door}`;
    const known = document.refused?.[key];
    const isCounted = known !== undefined && now - known.since < WINDOW;
    if (isCounted) return tx.set(ref(given.account), counted(document, key, { ...known, times: known.times + times }));
    const opened = counted(document, key, { since: now, times: 0, permission, door });
    enter(kernel, tx, opened, given, { now, times: (known?.times ?? 0) + times, key });
  });
}

/** What was counted and has had no entry yet. Gives how many accounts there were. */
export async function enterRefusals(kernel: AccessKernel, { store }: Pick<System<AccessTables>, 'store'>): Promise<number> {
  const found = await store.query({ index: 'accountsRefused', equal: {}, to: (await store.now()) - WINDOW, limit: MOST });
  for (const { document } of found) await enterAll(kernel, document.id);
  return found.length;
}

async function enterAll(kernel: AccessKernel, account: string): Promise<void> {
  await kernel.store.transact(async (tx) => {
    const document = await storedAccounts.load(tx, account);
    const now = document === undefined ? 0 : tx.now();
    const [key, due] = Object.entries(document?.refused ?? {}).find(([, { since, times }]) => times > 0 && now - since >= WINDOW) ?? [];
    if (document === undefined || key === undefined || due === undefined) return;
    const by = { kind: 'system', part: 'sweep' } as const;
    const { permission, door, times } = due;
    const { [key]: _entered, ...rest } = document.refused ?? {};
    const under = acting(kernel, { who: whoHas(account), door, permission });
    enter(under, tx, withRefused(document, rest), { account, by, permission, place: {}, door }, { now, times, key });
  });
}

function enter(
  kernel: AccessKernel,
  tx: AccessTransaction,
  document: AccountDocument,
  { by, permission, place, door }: Refused,
  { now, times, key }: { now: Instant; times: number; key: string },
): void {
  const id = `refused:${kernel.hash(key).slice(0, 16)}:${now}`;
  change(kernel, tx, storedAccounts, document, { id, at: now, by, command: 'note_refusal', permission, where: place, door, times });
}

function counted(document: AccountDocument, key: string, one: CountedRefusal): AccountDocument {
  return withRefused(document, { ...document.refused, [key]: one });
}

function withRefused({ refusedSince: _since, ...document }: AccountDocument, refused: Record<string, CountedRefusal>): AccountDocument {
  const waiting = Object.values(refused).filter(({ times }) => times > 0);
  const oldest = waiting.map(({ since }) => since).toSorted((a, b) => a - b)[0];
  return { ...document, refused, ...(oldest === undefined ? {} : { refusedSince: oldest }) };
}

function ref(id: string): { collection: 'accounts'; id: string } {
  return { collection: 'accounts', id };
}
