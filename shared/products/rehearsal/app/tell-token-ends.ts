import { personOf } from '#contexts/access/app/known-people.ts';
import type { TokensDocument } from '#contexts/access/documents.ts';
import { grantsOfSettings } from '#contexts/access/domain/rights/grants.ts';
import { may } from '#contexts/access/domain/rights/may.ts';
import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import { endingTokens, TOLD_BEFORE, type EndingToken } from '#contexts/access/domain/token/ending.ts';
import { tokenId } from '#contexts/access/domain/token/state.ts';
import { largest } from '#kernel/lists.ts';
import { mailOf } from '#products/rehearsal/domain/mail/effect.ts';
import { notificationDocument } from '#products/rehearsal/app/notification.ts';
import { dispatchLoose } from '#products/rehearsal/app/outbox.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';

const PAGE = 100;
/** Holders of one sweep; the next begins anew, and those that were told cost it a read each. */
const MOST_PAGES = 20;

/** B10: whoever can do something about it hears 14 and 2 days before a token ends, once each. Gives how many mails there were, and whether some have ended by the clock. */
export async function tellTokenEnds(system: System): Promise<{ told: number; isOver: boolean }> {
  const now = await system.store.now();
  const to = now + largest(0, TOLD_BEFORE);
  let told = 0;
  let isOver = false;
  let after: { value: number; id: string } | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const place = after === undefined ? {} : { after };
    const found = await system.store.query({ index: 'tokensByExpiry', equal: {}, to, limit: PAGE, ...place });
    for (const { document } of found) {
      if ((document.expiresNext ?? now) <= now) isOver = true;
      if (endingTokens(document.state, document.endsTold ?? {}, now).length > 0) told += await tellOf(system, document.id);
    }
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) break;
    after = { value: last.document.expiresNext ?? 0, id: last.document.id };
  }
  return { told, isOver };
}

/** That it was told, and the mails: one commit. */
async function tellOf(system: System, id: string): Promise<number> {
  const ref = { collection: 'tokens', id } as const;
  const seen = await system.store.get(ref);
  if (seen === undefined) return 0;
  const readers = await readersOf(system, seen);
  const mails = await system.store.transact(async (tx): Promise<OutboxDocument[]> => {
    const document = await tx.get(ref);
    const now = tx.now();
    const ending = document === undefined ? [] : endingTokens(document.state, document.endsTold ?? {}, now);
    if (document === undefined || ending.length === 0) return [];
    const told = ending.map(({ token: { number, expiresAt }, before }) => [`${number}`, { expiresAt, before }] as const);
    tx.set(ref, { ...document, endsTold: { ...stillThere(document), ...Object.fromEntries(told) } });
    const all = ending.flatMap((one) => (readers.get(one.token.number) ?? []).map((to) => mailFor(system, document, one, to, now)));
    for (const mail of all) tx.create({ collection: 'outbox', id: mail.key }, mail);
    return all;
  });
  await dispatchLoose(system, mails);
  return mails.length;
}

function stillThere({ state, endsTold = {} }: TokensDocument): NonNullable<TokensDocument['endsTold']> {
  return Object.fromEntries(Object.entries(endsTold).filter(([number]) => state.tokens.some((one) => `${one.number}` === number)));
}

function mailFor(system: System, { state }: TokensDocument, { token, before }: EndingToken, to: string, now: number): OutboxDocument {
  const named = tokenId(state, token);
  const mail = mailOf('token_ends', { to }, { token: named, label: token.label, expiresAt: token.expiresAt });
  return notificationDocument(system, { kind: 'account', id: to }, `token-ends-${named}-${token.expiresAt}-${before}`, mail, now);
}

/** Whose it is; of a program's or an agent's, who made it, and where they are not here any more, everybody who can make another. */
async function readersOf(system: System, { state }: TokensDocument): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>();
  for (const { number, madeBy } of state.tokens) {
    const one = await personOf(system, state.kind === 'person' ? state.name : madeBy);
    found.set(number, one === undefined ? (state.kind === 'person' ? [] : managers(system)) : [one.id]);
  }
  return found;
}

function managers({ rules }: System): string[] {
  const roles = rules.roles ?? rolesWith();
  return rules.people.filter((person) => may({ grants: grantsOfSettings(person, roles) }, 'tokens.manage', {}).allowed).map(({ id }) => id);
}
