import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import { isDeepStrictEqual } from 'node:util';
import { ledgerRef } from '#products/rehearsal/app/mail-ledger.ts';
import type { MailDocument, OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { sheetRows } from '#products/rehearsal/app/performers/update-sheet.ts';
import { standingOf } from '#products/rehearsal/domain/pull-request/standing.ts';
import { isAboutPoison, waitsForItsDay } from '../shadow.ts';
import { firstOf, isPoisoned, type Invariant, type Stage } from './invariant.ts';

export const tellingInvariants: readonly Invariant[] = [
  {
    name: 'every effect ends',
    promise: 'Every declared effect ends done, cancelled or dead-lettered; a dead one is listed with its cause (Z2, B5).',
    atEnd: (stage) => eachEffect(stage, (effect) => ended(effect, stage)),
  },
  {
    name: 'no mail is lost',
    promise: 'Each mail’s ledger says accepted, skipped or unknown, and an accepted one has reached its reader (N1).',
    atEnd: (stage) => eachEffect(stage, (effect) => noMailLost(effect, stage)),
  },
  {
    name: 'one extra mail per unknown outcome',
    promise: 'A mail is sent again only when the outcome of a sending is unknown (N1).',
    atEnd: ({ acceptedBy }) =>
      firstOf(acceptedBy, ([key, lives]) =>
        new Set(lives).size > 1 ? `${key} was sent again although it was known to have been accepted` : undefined,
      ),
  },
  {
    name: 'mails go to known people',
    promise:
      'A mail goes to a person of the settings or to the request’s contributor, and to an unproven address only the question whether it is theirs (N1).',
    atEnd: knownPeople,
  },
  {
    name: 'sheet equals store',
    promise: 'When all is quiet each row of the sheet says what the store says (N4).',
    atEnd: sheetEqualsStore,
  },
  {
    name: 'sheet never goes back',
    promise: 'A row’s version only grows, until somebody deletes the row (N4).',
    afterCommit: (_commit, { town }) => {
      const seen = versionsSeen(town);
      for (const key of town.sheet.deleted) seen.delete(key);
      town.sheet.deleted.clear();
      for (const [key, { version }] of town.rows) {
        if (version < (seen.get(key) ?? 0)) return `${key} went back to version ${version}`;
        seen.set(key, version);
      }
      return undefined;
    },
  },
  {
    name: 'the pull request is told',
    promise: 'When all is quiet the status of the pull request’s head says how its requests stand there (N5).',
    atEnd: pullRequestTold,
  },
];

function pullRequestTold(stage: Stage): string | undefined {
  const { town, requests } = stage;
  return firstOf(town.host.pulls, ([number, { head, poison }]) => {
    const about = [...requests.values()].filter(({ pullRequestKey, state }) => pullRequestKey.endsWith(`#${number}`) && isProven(state));
    const seen = about.filter(({ state }) => state.headSha === head.headSha);
    if (number === '' || poison !== undefined || seen.length === 0) return undefined;
    const { state: wanted } = standingOf(
      about.toSorted((a, b) => a.submittedAt - b.submittedAt).map(({ state }) => state),
      head.headSha,
    );
    const said = town.host.statuses.get(head.headSha)?.state;
    return said === wanted ? undefined : `pull request ${number} says ${said ?? 'nothing'} instead of ${wanted}`;
  });
}

const versions = new WeakMap<object, Map<string, number>>();

function versionsSeen(town: object): Map<string, number> {
  const known = versions.get(town) ?? new Map<string, number>();
  versions.set(town, known);
  return known;
}

async function eachEffect(
  stage: Stage,
  problem: (effect: OutboxDocument) => string | undefined | Promise<string | undefined>,
): Promise<string | undefined> {
  for (const effect of stage.outbox.values()) {
    if (waitsForItsDay(effect)) continue;
    if (isAboutPoison(stage.town, stage.requests, effect)) continue;
    const told = await problem(effect);
    if (told !== undefined) return told;
  }
  return undefined;
}

async function ended({ key, state, open, errors }: OutboxDocument, { town }: Stage): Promise<string | undefined> {
  if (open || !['done', 'cancelled', 'dead'].includes(state)) return `${key} is ${state}: ${errors.at(-1)?.message ?? 'no error'}`;
  if (state !== 'dead') return undefined;
  const listed = await town.store.query({ index: 'outboxDead', equal: { state: 'dead' }, limit: 500 });
  return listed.some(({ document }) => document.key === key && document.errors.length > 0) ? undefined : `${key} died without a word`;
}

async function noMailLost(effect: OutboxDocument, { town }: Stage): Promise<string | undefined> {
  const { key, kind, subject, state } = effect;
  const requestId = requestOf(subject);
  if (kind !== 'send_mail' || state === 'dead') return undefined;
  const entry = await ledgerEntry(effect, town);
  if (entry === undefined || entry.state === 'rejected') return `the ledger of ${key} says ${entry?.state ?? 'nothing'}`;
  // In a mail that another brought, it is there by what it is about; those about a release, or no request at all, name what they like.
  const ofRelease = effect.effect.kind === 'send_mail' && effect.effect.release !== undefined;
  const byItself = entry.messageId.startsWith(`<${key}@`) || ofRelease || requestId === undefined;
  const arrived = town.office.arrived.some(
    ({ mail }) => mail.messageId === entry.messageId && (byItself || mail.text.includes(`${requestId}: `)),
  );
  return entry.state === 'accepted' && !arrived ? `${key} was accepted and never arrived` : undefined;
}

/** N10: a mail that is about no request is on a ledger of its own. */
export async function ledgerEntry({ key, subject }: OutboxDocument, { store }: Stage['town']): Promise<MailDocument | undefined> {
  return store.get(ledgerRef(subject, key));
}

function knownPeople({ town, requests }: Stage): string | undefined {
  const people = new Set(town.world.system.rules.people.map(({ email }) => email));
  return firstOf(town.office.arrived, ({ mail }) => {
    const id = /^<(rq\d+)-/.exec(mail.messageId)?.[1] ?? '';
    const state = requests.get(id)?.state;
    // I19: and to whoever’s it was before.
    const theirs = [state?.submission.contributor, ...(state?.continued ?? []).map(({ contributor }) => contributor)].map(
      (one) => one?.email,
    );
    return people.has(mail.to.address) || theirs.includes(mail.to.address) ? undefined : `${mail.messageId} went to a stranger`;
  });
}

function sheetEqualsStore(stage: Stage): string | undefined {
  const { town, requests } = stage;
  return firstOf(requests.values(), (request) => {
    const { state } = request;
    if (isPoisoned(stage, request)) return undefined;
    const wanted = sheetRows(state, town.world.system.rules, `https://status/${state.id}`);
    return firstOf(wanted, ({ key, cells }) => {
      const row = town.rows.get(key);
      if (row === undefined && !isProven(state)) return undefined;
      return isDeepStrictEqual(row?.cells, cells) ? undefined : `${key} of ${state.status} says ${differing(row?.cells, cells)}`;
    });
  });
}

function differing(is: { [column: string]: string } | undefined, should: { [column: string]: string }): string {
  const columns = Object.keys(should).filter((column) => is?.[column] !== should[column]);
  return columns.map((column) => `${column} ${is?.[column] ?? 'nothing'} instead of ${should[column] ?? 'nothing'}`).join('; ');
}
