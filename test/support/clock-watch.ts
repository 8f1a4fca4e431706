import { nextRungAt } from '#kernel/promises/ladder.ts';
import type { Clock } from '#products/rehearsal/domain/promises.ts';
import type { Duration, Instant } from '#kernel/time.ts';
import { does, type Story } from '#test/support/given-request.ts';

/** Lets time go by, and every ladder wake at its rungs on the way, as the effects that were laid would. */
export function letTimePass(story: Story, time: Duration): void {
  const end = story.now + time;
  for (;;) {
    const next = wakings(story).toSorted((a, b) => a.at - b.at)[0];
    if (next === undefined || next.at > end) break;
    story.now = Math.max(story.now, next.at);
    does(story, { command: 'climb_ladder', clock: next.clock, dueAt: next.dueAt });
  }
  story.now = end;
}

function wakings(story: Story): { at: Instant; clock: string; dueAt: Instant }[] {
  return story.wanted.flatMap(({ effect }) => {
    if (effect.kind !== 'keep_clock' || !('dueAt' in effect)) return [];
    const clock = story.state.clocks.find(({ id }) => id === effect.clock);
    if (clock?.state !== 'running' || clock.dueAt !== effect.dueAt) return [];
    return [{ at: nextRungAt(story.rules, clock, story.now), clock: clock.id, dueAt: clock.dueAt }];
  });
}

/** A second account of how long each clock ran, kept by looking at nothing but its state before and after. */
export interface Account {
  ran: Map<string, Duration>;
  /** Looks again after time went by, or something happened. */
  look(now: Instant, clocks: readonly Clock[]): void;
}

export function keepAccount(): Account {
  const ran = new Map<string, Duration>();
  let running: string[] = [];
  let before: Instant | undefined;
  return {
    ran,
    look(now, clocks) {
      for (const id of running) ran.set(id, (ran.get(id) ?? 0) + now - (before ?? now));
      running = clocks.filter(({ state }) => state === 'running').map(({ id }) => id);
      before = now;
    },
  };
}
