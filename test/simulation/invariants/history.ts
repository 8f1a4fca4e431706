import { requestSchema } from '#products/rehearsal/domain/schema.ts';
import { faultsOf } from '#kernel/process.ts';
import { isDeepStrictEqual } from 'node:util';
import type { TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import { checkOthers } from '#products/rehearsal/app/check-others.ts';
import { checkTimeline } from '#products/rehearsal/app/timeline-chain.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import { react } from '#products/rehearsal/domain/react.ts';
import { firstOf, type Invariant, type RequestChange, type Stage } from './invariant.ts';

export const historyInvariants: readonly Invariant[] = [
  {
    name: 'one request per accepted form',
    promise: 'Every accepted form has exactly one request, and none is invented (I2, Z2).',
    atEnd: oneRequestPerForm,
  },
  {
    name: 'the same answer again',
    promise: 'The same delivery of the same bytes is answered the same, however often it comes; other bytes under its id are refused (I2).',
    atEnd: ({ contributors }) =>
      firstOf(contributors.sent, ({ submissionId, answers, otherBytes }) => {
        if (new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body)).size > 1)
          return `${submissionId} has two answers`;
        return otherBytes.includes(201) ? `${submissionId}: other bytes under its id were taken too` : undefined;
      }),
  },
  {
    name: 'versions without a gap',
    promise: 'Each change of a request is one version more, with one entry on its timeline in the same commit (Z1).',
    afterCommit: ({ changes }) => firstOf(changes, oneMore),
  },
  { name: 'state is the fold', promise: 'A request’s state equals the fold of its timeline (Z1).', atEnd: stateIsFold },
  {
    name: 'an honest record is whole',
    promise:
      'Whoever checks the record of a request, a backend, a release or the intake switch that nobody has changed is told of no fault (Z4).',
    atEnd: everyRecordIsWhole,
  },
  {
    name: 'effects in the same commit',
    promise: 'Every effect that a change asks for is in the outbox of the same commit, and no other (Z1).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => effectsOfChange(change, stage)),
  },
  {
    name: 'looking changes nothing',
    promise: 'No GET or HEAD, no unsigned or forged call and no update with an old fencing number changes anything (N3, I1, P3).',
    afterCommit: ({ life, committed }) =>
      life?.readOnly === true && committed.writes.some(({ ref }) => ref.collection !== 'backends')
        ? `${life.name} wrote ${committed.writes.map(({ ref }) => ref.collection).join(', ')}`
        : undefined,
  },
];

function oneRequestPerForm({ requests, contributors }: Stage): string | undefined {
  const made = new Map<string, string[]>();
  for (const { id, state } of requests.values())
    made.set(state.submission.submissionId, [...(made.get(state.submission.submissionId) ?? []), id]);
  const invented = firstOf(made.keys(), (name) =>
    contributors.sent.some(({ submissionId, valid }) => valid && submissionId === name) ? undefined : `nobody sent ${name}`,
  );
  return (
    invented ??
    firstOf(contributors.sent, ({ submissionId, valid, answers, settled }) => {
      const count = made.get(submissionId)?.length ?? 0;
      const accepted = answers.some(({ status }) => status === 201 || status === 303);
      if (!settled) return `${submissionId} was never answered`;
      if (count > 1 || (accepted && count !== 1) || (!valid && count > 0)) return `${submissionId} has ${count} requests`;
      return undefined;
    })
  );
}

function oneMore({ before, after, entries }: RequestChange): string | undefined {
  const expected = (before?.version ?? 0) + 1;
  const versions = entries.map(({ version }) => version);
  if (after.version !== expected || versions.length !== 1 || versions[0] !== expected || after.state.version !== expected)
    return `${after.id}: version ${before?.version ?? 0} became ${after.version} with entries ${versions.join(', ')}`;
  return undefined;
}

async function stateIsFold({ town, requests }: Stage): Promise<string | undefined> {
  for (const { id } of requests.values()) {
    const document = await town.store.get({ collection: 'requests', id });
    const timeline = await wholeTimeline(town.store, id);
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(fold(timeline))), document?.state)) return `${id} is not what its timeline says`;
    const faults = faultsOf(requestSchema, document?.state);
    if (faults.length > 0) return `${id} is stored with another shape: ${faults.join('; ')}`;
    if (timeline.some(({ version }, n) => version !== n + 1)) return `the timeline of ${id} has a gap`;
  }
  return undefined;
}

async function everyRecordIsWhole({ town, requests }: Stage): Promise<string | undefined> {
  const system = { ...town.world.system, store: town.store };
  for (const { id } of requests.values()) {
    const faults = await checkTimeline(system, id);
    if (faults === undefined || faults.length > 0) return `the record of ${id} is said to be changed: ${JSON.stringify(faults)}`;
  }
  return firstOf(await checkOthers(system), ({ name, faults }) =>
    faults.length === 0 ? undefined : `the record of ${name} is said to be changed: ${JSON.stringify(faults)}`,
  );
}

export async function wholeTimeline(store: Stage['town']['store'], id: string): Promise<TimelineDocument[]> {
  const found = await store.query({ index: 'timelineInOrder', parent: id, equal: {}, limit: 500 });
  return found.map(({ document }) => document);
}

function effectsOfChange({ before, after, entries, effects }: RequestChange, { town }: Stage): string | undefined {
  const [entry] = entries;
  if (entry === undefined) return undefined;
  const wanted = react({ before: before?.state, facts: entry.facts, after: after.state, rules: town.world.system.rules, at: entry.at }).map(
    ({ effect }) => JSON.stringify(effect),
  );
  const saved = effects.map(({ effect }) => JSON.stringify(effect));
  const told = (entry.effects ?? []).map(({ key, kind, dueAt }) => `${key} ${kind} ${dueAt}`);
  const meant = effects.filter(({ dispatches }) => dispatches > 0).map(({ key, kind, dueAt }) => `${key} ${kind} ${dueAt}`);
  if (!isDeepStrictEqual(told.toSorted(), meant.toSorted()))
    return `${after.id} version ${after.version} has ${meant.join(', ')} in the outbox and ${told.join(', ')} on its record`;
  return isDeepStrictEqual(wanted.toSorted(), saved.toSorted())
    ? undefined
    : `${after.id} version ${after.version} wants ${wanted.join(' ')} and saves ${saved.join(' ')}`;
}
