import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { ledgerEntry } from './telling.ts';
import { firstOf, isPoisoned, type Invariant, type Stage } from './invariant.ts';

/** What reached people, seen from their side. */
export const letterInvariants: readonly Invariant[] = [
  {
    name: 'one name for one mail',
    promise: 'Every copy of a mail carries the same Message-ID, and no two mails share one (N1).',
    atEnd: oneName,
  },
  {
    name: 'unknown is not sent',
    promise: 'A mail whose outcome is unknown is sent again, unless it is no longer asked (N1).',
    atEnd: unknownSentAgain,
  },
  {
    name: 'strangers are only asked',
    promise:
      'An address that was typed into a form hears of nothing but the question whether it is theirs, until it has answered (N1, I12).',
    atEnd: strangersAsked,
  },
  {
    name: 'one row for each job',
    promise: 'The sheet has exactly one row for each job, however often it was written (N4).',
    atEnd: (stage) =>
      firstOf(stage.requests.values(), (request) => {
        const mine = [...stage.town.rows.values()].filter(({ cells }) => cells.statusPage.endsWith(`/${request.id}`)).length;
        return mine > request.state.jobs.length ? `${request.id} has ${request.state.jobs.length} jobs and ${mine} rows` : undefined;
      }),
  },
];

function strangersAsked({ requests, town }: Stage): string | undefined {
  const known = new Set(town.world.system.rules.people.map(({ email }) => email));
  return firstOf(town.office.arrived, ({ mail: { headers, messageId, text, to }, at }) => {
    const key = headers?.['X-Rehearsal-Effect'] ?? '';
    const state = [...requests.values()].find(({ id }) => key.startsWith(`${id}-`))?.state;
    if (state?.via !== 'form' || known.has(to.address)) return undefined;
    const confirmed = state.questions.find(({ kind }) => kind === 'confirm')?.answer?.at ?? Infinity;
    return at < confirmed && !/^Confirm: /m.test(text) ? `${messageId} went to an address that nobody had confirmed` : undefined;
  });
}

function oneName({ town }: Stage): string | undefined {
  const names = new Map<string, string>();
  return firstOf(town.office.arrived, ({ mail: { messageId, headers } }) => {
    const key = headers?.['X-Rehearsal-Effect'] ?? '';
    const known = names.get(key) ?? messageId;
    names.set(key, messageId);
    return known === messageId ? undefined : `${key} is ${known} and ${messageId}`;
  });
}

async function unknownSentAgain(stage: Stage): Promise<string | undefined> {
  const { outbox, requests } = stage;
  for (const effect of outbox.values()) {
    const request = requests.get(requestOf(effect.subject) ?? '');
    if (request !== undefined && isPoisoned(stage, request)) continue;
    const problem = await leftUnknown(effect, stage);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

async function leftUnknown(effect: OutboxDocument, { town }: Stage): Promise<string | undefined> {
  const { key, kind, state } = effect;
  if (kind !== 'send_mail' || state !== 'done') return undefined;
  const entry = await ledgerEntry(effect, town);
  const given = entry?.response.includes('an earlier attempt may have been accepted') === true;
  return entry?.state === 'unknown' && !given ? `${key} was done although nobody knows whether it was sent` : undefined;
}
