import { isDeepStrictEqual } from 'node:util';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { kindOfFiles } from '../outside/host.ts';
import { firstOf, isPoisoned, type Invariant, type RequestChange, type Stage } from './invariant.ts';

/** I19: what becomes of a request that goes on at another pull request. */
export const continuedInvariants: readonly Invariant[] = [
  {
    name: 'it goes on whole',
    promise:
      'A request that goes on at another pull request keeps its id, age, assignee and answers, and nobody is asked of the old one any more (I19).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => (moveOf(change) === undefined ? undefined : isWhole(change, stage))),
  },
  {
    name: 'what counts again is the same file',
    promise: 'What ran at the pull request before counts at the new one only if the file of its job is the same there to the byte (I19).',
    afterCommit: ({ changes }, { town }) =>
      firstOf(changes, ({ after, entries }) =>
        firstOf(
          entries.flatMap(({ facts }) => facts),
          (fact) => {
            const from = fact.fact === 'run_reused' ? fact.run.reusedFrom : undefined;
            if (fact.fact !== 'run_reused' || from?.round === undefined) return undefined;
            town.seen('what ran at one pull request counted at the next');
            return kindOfFiles(from.sha) === kindOfFiles(fact.run.sha) ? undefined : `${after.id}: ${fact.run.id} counts for another file`;
          },
        ),
      ),
  },
  {
    name: 'the old one names the new one',
    promise: 'When all is quiet each pull request that a request has left says where it is now (I19).',
    atEnd: namesTheNew,
  },
  {
    name: 'one goes on and the other ends',
    promise: 'Where a request goes on in the place of another, that one has ended for it, and the other way round (I19).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => bothOrNeither(change, stage)),
  },
];

function moveOf({ entries }: RequestChange): FactOf<'continued_at'> | undefined {
  return entries.flatMap(({ facts }) => facts).find((fact) => fact.fact === 'continued_at');
}

function isWhole({ before, after }: RequestChange, { town }: Stage): string | undefined {
  if (before === undefined) return `${after.id} went on before it was there`;
  town.seen('a request went on at another pull request');
  if (after.state.continued?.at(-1)?.contributor !== undefined) town.seen('a request went on as somebody else’s');
  const kept = ({ state }: typeof after): unknown => {
    const { change: _change, contributor: _contributor, ...answers } = state.submission;
    return [state.id, state.submittedAt, state.queuedSince, state.assignee, answers, state.jobs.map(({ step, ask }) => [step, ask])];
  };
  if (!isDeepStrictEqual(kept(before), kept(after))) return `${after.id} did not keep what it was`;
  const open = after.state.questions.filter(({ state, kind }) => state === 'open' && kind !== 'concern' && kind !== 'withdraw');
  if (open.length > 0) return `${after.id}: ${open.map(({ kind }) => kind).join()} is still asked`;
  return after.state.headSha === undefined && after.state.gates.length === 0 ? undefined : `${after.id} knows what it has not seen`;
}

function namesTheNew(stage: Stage): string | undefined {
  const { town, requests } = stage;
  return firstOf(requests.values(), (request) => {
    const { id, state } = request;
    if (isPoisoned(stage, request)) return undefined;
    return firstOf(state.continued ?? [], ({ from }) => {
      const said = town.host.comments.get(`${changeKey(from)} left-${id}`)?.text ?? '';
      return said.includes(`${id} is at ${request.pullRequestKey}`)
        ? undefined
        : `${changeKey(from)} says “${said}” of ${id}, which is at ${request.pullRequestKey}`;
    });
  });
}

function bothOrNeither(change: RequestChange, { requests }: Stage): string | undefined {
  const successor = moveOf(change)?.successor?.requestId;
  if (successor !== undefined) {
    const other = requests.get(successor)?.state;
    if (other?.status !== 'withdrawn' || other.supersededBy !== change.after.id)
      return `${change.after.id} took the place of ${successor}, which goes on`;
  }
  const gaveWay = change.entries.some(
    ({ command, facts }) => command === 'give_way' || facts.some((fact) => fact.fact === 'answered' && fact.action === 'take_over'),
  );
  const { state } = change.after;
  const by = gaveWay && state.status === 'withdrawn' ? state.supersededBy : undefined;
  const taken = by === undefined ? undefined : requests.get(by)?.state.continued?.some((one) => one.successor === state.id);
  return taken === false ? `${state.id} ended for ${by ?? ''}, which did not go on` : undefined;
}
