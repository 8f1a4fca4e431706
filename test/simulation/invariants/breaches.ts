import { START } from '#test/support/application/world.ts';
import type { Clock } from '#products/rehearsal/domain/promises.ts';
import type { Town } from '../town.ts';
import { firstOf, type Invariant, type RequestChange } from './invariant.ts';

const LATE = 5 * 60_000;

/** Since when a clock has run towards this end. */
interface Running {
  dueAt: number;
  since: number;
}

const towns = new WeakMap<Town, Map<string, Running>>();

export const breachInvariants: readonly Invariant[] = [
  {
    name: 'a breach is recorded once',
    promise: 'A clock is breached at most once, never before its time is over, and not while it stands (S4).',
    afterCommit: ({ changes }) => firstOf(changes, onceAndNotEarly),
  },
  {
    name: 'a breach is not late',
    promise: 'In calm weather, or once it is calm again, a promise that was not kept is a breach at most five minutes after its time (S4).',
    afterCommit: ({ changes }, { town }) => firstOf(changes, (change) => notLate(change, town)),
    atEnd: ({ requests, town }) =>
      firstOf(requests.values(), ({ id, state }) =>
        firstOf(state.clocks, (clock) =>
          clock.state === 'running' && clock.breachedAt === undefined ? overdue(town, id, clock) : undefined,
        ),
      ),
  },
];

function onceAndNotEarly({ before, after, entries }: RequestChange): string | undefined {
  for (const { facts, at } of entries)
    for (const fact of facts) {
      if (fact.fact !== 'clock_breached') continue;
      const clock = before?.state.clocks.find(({ id }) => id === fact.clock);
      if (clock?.state !== 'running') return `${after.id}: ${fact.clock} was breached while it did not run`;
      if (clock.breachedAt !== undefined) return `${after.id}: ${fact.clock} was breached twice`;
      if (at < clock.dueAt) return `${after.id}: ${fact.clock} was breached before its time was over`;
    }
  return undefined;
}

function notLate({ before, after, entries }: RequestChange, town: Town): string | undefined {
  const known = towns.get(town) ?? new Map<string, Running>();
  towns.set(town, known);
  for (const clock of before?.state.clocks ?? []) {
    const now = after.state.clocks.find(({ id }) => id === clock.id);
    const ends = now?.state !== 'running' || (now.breachedAt !== undefined && clock.breachedAt === undefined);
    if (clock.state !== 'running' || clock.breachedAt !== undefined || !ends) continue;
    const problem = overdue(town, after.id, clock);
    if (problem !== undefined) return problem;
  }
  for (const clock of after.state.clocks) {
    if (clock.state !== 'running') continue;
    const key = `${after.id} ${clock.id}`;
    if (known.get(key)?.dueAt !== clock.dueAt) known.set(key, { dueAt: clock.dueAt, since: entries[0]?.at ?? 0 });
  }
  return undefined;
}

function overdue(town: Town, id: string, clock: Extract<Clock, { state: 'running' }>): string | undefined {
  const since = towns.get(town)?.get(`${id} ${clock.id}`)?.since ?? 0;
  const latest = Math.max(clock.dueAt, since, START + town.plan.calmAfter) + LATE;
  const by = town.clockwork.time.now - latest;
  return by > 0 ? `${id}: ${clock.id} was over, and ${Math.ceil(by / 1000)} s later than allowed there was no breach` : undefined;
}
