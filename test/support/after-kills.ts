import { parseCsv } from '#platform/embedded/csv.ts';
import { sheetRows } from '#products/rehearsal/app/performers/update-sheet.ts';
import type { OutboxDocument, RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { defaultHeaders, type DataColumn } from '#contexts/telling/sheet.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { StoredMail } from '#infra/embedded/mailbox/message.ts';
import type { Runtime } from '#infra/embedded/runtime.ts';
import type { Store } from '#functions/wiring/system.ts';
import { requestUrl } from '#functions/wiring/request-url.ts';
import { effectsOfRequest } from '#test/support/effects-of-request.ts';
import { csvText } from '#test/support/csv-text.ts';

export async function requestsOf(store: Store): Promise<RequestDocument[]> {
  return (await store.query({ index: 'requestsNewestFirst', equal: {}, limit: 500 })).map(({ document }) => document);
}

/** The state that the timeline tells; an error when a version is missing. */
export async function foldOfTimeline(store: Store, id: string): Promise<RequestState | undefined> {
  const entries = (await store.query({ index: 'timelineInOrder', parent: id, equal: {}, limit: 500 })).map(({ document }) => document);
  const gap = entries.findIndex(({ version }, n) => version !== n + 1);
  if (gap >= 0) throw new Error(`the timeline of ${id} has a gap before version ${entries[gap]?.version}`);
  return fold(entries);
}

/** Effects that should be done by now. What is only scheduled for later is no debt. */
export async function openEffects(store: Store): Promise<OutboxDocument[]> {
  const open = await store.query({ index: 'outboxDue', equal: { open: true }, limit: 500 });
  const now = await store.now();
  return open.map(({ document }) => document).filter(({ dueAt, state }) => dueAt <= now || state !== 'waiting');
}

/** Where mailbox and ledger disagree, and mails that were asked for and are in neither. */
export async function ledgerGaps(store: Store, mails: readonly StoredMail[]): Promise<string[]> {
  const kept = new Set(mails.map(messageId));
  const accepted = new Set<string>();
  const unknown = new Set<string>();
  const gaps: string[] = [];
  for (const { id } of await requestsOf(store)) {
    const ledger = (await store.query({ index: 'mailsInOrder', parent: id, equal: {}, limit: 500 })).map(({ document }) => document);
    const asked = await effectsOfRequest(store, id);
    for (const { key, messageId: sent, state } of ledger) {
      if (state === 'accepted') accepted.add(sent);
      // Its worker died, and by the next attempt nothing was asked any more: it may have been sent, and the ledger says so.
      const lost = state === 'unknown' && asked.some((effect) => effect.key === key && effect.dispatches > 1);
      if (lost) unknown.add(sent);
      else if (state !== 'accepted' && state !== 'skipped') gaps.push(`${key} is ${state}`);
    }
    const known = new Set(ledger.map(({ key }) => key));
    gaps.push(...asked.filter(({ kind, key }) => kind === 'send_mail' && !known.has(key)).map(({ key }) => `${key} is not in the ledger`));
  }
  return [...gaps, ...missing('mailbox', accepted, kept), ...missing('ledger', kept, new Set([...accepted, ...unknown]))];
}

function missing(where: string, wanted: Set<string>, there: Set<string>): string[] {
  return [...wanted].filter((id) => !there.has(id)).map((id) => `${id} is not in the ${where}`);
}

function messageId(mail: StoredMail): string {
  return mail.headers['message-id'] ?? '';
}

/** Mails that go out at once: each of them may be under way when a kill comes. */
const AT_ONCE = 4;
/** The victim dies a little after the moment that was noted. Milliseconds. */
const DYING = 50;

/**
 * Copies beyond the first. A copy is explained when a kill lies between it and the one before, its effect was taken back from a dead worker
 * since, and the kill explains no more copies than could be under way at once.
 */
export async function doubleMails(
  store: Store,
  mails: readonly StoredMail[],
  kills: readonly number[],
): Promise<{ explained: number; unexplained: string[] }> {
  const copies = Map.groupBy(mails, messageId);
  const used = new Map<number, number>();
  const unexplained: string[] = [];
  for (const [id, same] of copies) {
    const times = same.map(({ receivedAt }) => Date.parse(receivedAt)).toSorted((a, b) => a - b);
    const effect = await store.get({ collection: 'outbox', id: id.slice(1, id.indexOf('@')) });
    if ((effect?.dispatches ?? 0) < times.length) unexplained.push(`${id}: ${times.length} copies of ${effect?.dispatches} dispatches`);
    for (let n = 1; n < times.length; n += 1) {
      const [before = 0, after = 0] = [times[n - 1], times[n]];
      const kill = kills.find((at) => before <= at + DYING && at <= after);
      if (kill === undefined || (used.get(kill) ?? 0) >= AT_ONCE) unexplained.push(`${id} at ${times.join(', ')}`);
      else used.set(kill, (used.get(kill) ?? 0) + 1);
    }
  }
  return { explained: [...used.values()].reduce((sum, count) => sum + count, 0), unexplained };
}

/** Cells of the approval sheet that say other than the store, and rows too many. */
export async function sheetGaps({ parts }: Runtime): Promise<string[]> {
  const { system } = parts;
  const urlOf = requestUrl(parts);
  const [header = [], ...rows] = parseCsv(await csvText(parts.folder('approvals.csv')), ',').map(({ fields }) =>
    fields.map(({ text }) => text),
  );
  const column = (name: keyof typeof defaultHeaders): number => header.indexOf(defaultHeaders[name]);
  const gaps: string[] = [];
  let expected = 0;
  for (const { id, state } of await requestsOf(system.store)) {
    for (const { key, cells } of sheetRows(state, system.rules, urlOf(id))) {
      expected += 1;
      const found = rows.filter((row) => `${row[column('request')]}/${row[column('step')]}` === key);
      if (found.length !== 1) gaps.push(`${key} has ${found.length} rows`);
      for (const [name, text] of Object.entries(cells) as [DataColumn, string][])
        if (found[0]?.[column(name)] !== text) gaps.push(`${key} ${name}: ${found[0]?.[column(name)]} instead of ${text}`);
    }
  }
  return rows.length === expected ? gaps : [...gaps, `${rows.length} rows instead of ${expected}`];
}
