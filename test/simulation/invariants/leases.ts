import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Town } from '../town.ts';
import { firstOf, type Commit, type Invariant, type Stage } from './invariant.ts';

interface Seen {
  /** The outbox as it was last committed. */
  outbox: Map<string, OutboxDocument>;
  /** The first task that was made for an effect which was not there. */
  early?: string;
}

const towns = new WeakMap<Town, Seen>();

export const leaseInvariants: readonly Invariant[] = [
  {
    name: 'one worker at a time',
    promise: 'An effect is held by one worker at a time, and what is done is never taken up again (Z2).',
    afterCommit: oneWorker,
  },
  {
    name: 'no task before its commit',
    promise: 'A task is made only for an effect that is in the outbox (Z1).',
    afterCommit: (_commit, { town }) => seenIn(town).early,
    atEnd: ({ town }) => seenIn(town).early,
  },
];

function seenIn(town: Town): Seen {
  const known = towns.get(town);
  if (known !== undefined) return known;
  const seen: Seen = { outbox: new Map() };
  towns.set(town, seen);
  town.listeners.task.push(({ payload }) => {
    if (!seen.outbox.has(payload.effectKey)) seen.early ??= `${payload.effectKey} was enqueued before it was saved`;
  });
  return seen;
}

function oneWorker({ committed }: Commit, { town }: Stage): string | undefined {
  const { outbox: known } = seenIn(town);
  return firstOf(committed.writes, ({ ref, document }) => {
    if (ref.collection !== 'outbox') return undefined;
    const after = document as OutboxDocument | undefined;
    const before = known.get(ref.id);
    if (after === undefined) return void known.delete(ref.id);
    known.set(ref.id, after);
    return before === undefined ? undefined : problemOf(before, after, town.clockwork.time.now);
  });
}

function problemOf(before: OutboxDocument, after: OutboxDocument, now: number): string | undefined {
  if (!before.open && before.state !== 'dead' && after.open) return `${after.key} was ${before.state} and is taken up again`;
  const held = before.state === 'leased' && (before.leaseUntil ?? 0) > now;
  const taken = after.state === 'leased' && after.leaseToken !== before.leaseToken;
  return held && taken ? `${after.key} was taken by ${after.leaseToken} while ${before.leaseToken} held it` : undefined;
}
