import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { holdsLease } from '#contexts/operations/domain/deployment/state.ts';
import type { DriveOperation } from '#contexts/operations/domain/drive.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';
import { isLive } from '#contexts/operations/domain/run/state.ts';
import { START } from '#test/support/application/world.ts';
import { documentsOf, isAboutPoison } from '../shadow.ts';
import type { Town } from '../town.ts';
import { firstOf, type Commit, type Invariant, type Stage } from './invariant.ts';

const HOUR = 3_600_000;

/** What is given up, and who must hear of it. */
export const deathInvariants: readonly Invariant[] = [
  {
    name: 'nothing is given up in calm',
    promise: 'An hour after the last fault no effect is given up any more, however often it has to look again (Z2, R5).',
    afterCommit: (commit, stage) => firstOf(died(commit), (effect) => inCalm(effect, stage)),
  },
  {
    name: 'a death is heard',
    promise: 'When what a request waits for is given up, the request hears of it in the same commit, and people are asked (B5).',
    afterCommit: (commit, stage) => firstOf(died(commit), (effect) => unheard(effect, commit, stage)),
  },
  {
    name: 'a task is put before an agent once',
    promise: 'However often its effect is performed, an agent finds a task once, and no task is made new again (R3, P3).',
    afterCommit: taskOnce,
  },
];

function died({ committed }: Commit): OutboxDocument[] {
  return (documentsOf(committed, 'outbox') as OutboxDocument[]).filter(({ state }) => state === 'dead');
}

function inCalm(effect: OutboxDocument, { town, requests }: Stage): string | undefined {
  const { key, errors } = effect;
  if (town.clockwork.time.now < START + town.plan.calmAfter + HOUR || isAboutPoison(town, requests, effect)) return undefined;
  return `${key} was given up in calm weather: ${errors.at(-1)?.message ?? 'nobody knows why'}`;
}

function unheard({ key, effect, subject }: OutboxDocument, { changes }: Commit, { requests }: Stage): string | undefined {
  const requestId = requestOf(subject);
  const change = changes.find(({ after }) => after.id === requestId);
  const state = requests.get(requestId ?? '')?.state;
  if (change !== undefined || state === undefined) return undefined;
  const step =
    drivesTurn(effect) && holdsLease(state.turn) && state.turn.fencing === effect.operation.fencing && state.status === 'deploying';
  const run =
    effect.kind === 'drive_operation' &&
    effect.operation.of === 'run' &&
    (effect.phase === 'launch' || effect.phase === 'watch') &&
    state.jobs.some(({ runs }) => runs.some((one) => one.id === effect.operation.id && isLive(one)));
  return step || run ? `${key} was given up, and ${state.id} does not hear of it` : undefined;
}

/** A step of a turn, or its test ref. */
function drivesTurn(effect: Effect): effect is DriveOperation {
  return effect.kind === 'drive_operation' && effect.operation.of !== 'run';
}

const towns = new WeakMap<Town, Set<string>>();

/** What was never created is made by writing over whatever is there: a second performance would make it new again. */
function taskOnce({ committed }: Commit, { town }: Stage): string | undefined {
  const known = towns.get(town) ?? new Set<string>();
  towns.set(town, known);
  return firstOf(committed.writes, ({ ref, kind, document }) => {
    if (ref.collection !== 'agentTasks' || kind === 'delete') return undefined;
    const name = `${ref.parent} ${ref.id}`;
    // One that is put there closed, so that a late launch finds its name taken, is no work for anybody.
    const isOpen = typeof document === 'object' && document !== null && Reflect.get(document, 'open') === true;
    const isCreated = kind === 'create' || known.has(name) || !isOpen;
    known.add(name);
    return isCreated ? undefined : `${name} was written over whatever was there`;
  });
}
