import type { Duration } from '#kernel/time.ts';
import type { Announcer } from '#contexts/operations/ports/announcer.ts';
import type { StepExecutor, StepOrder } from '#contexts/operations/ports/executor.ts';

/** People: nothing is started, and they say what came of it. */
export const byHand: StepExecutor = {
  start: async () => 'started',
  stop: async () => 'never_started',
};

/** What is announced is done once it is said; said twice, it does no harm. */
export function announcing(announcer: Announcer, text: (order: StepOrder) => string): StepExecutor {
  return {
    async start(order) {
      const said = await announcer.deliver(text(order));
      if (said.state !== 'accepted') throw new Error(said.response);
      return { seen: 'ended', passed: true, note: 'announced' };
    },
    stop: async () => 'never_started',
  };
}

/** Time that passes, and nothing else. `age`: since it was begun; what nobody wants any more is over at once. */
export function waiting({ age, lasts, isWanted }: { age: Duration; lasts: Duration; isWanted: boolean }): StepExecutor {
  return {
    start: async () => 'started',
    async look() {
      if (!isWanted) return { seen: 'ended', passed: false, note: 'the deployment was given up' };
      return age < lasts ? { seen: 'under_way', state: 'executing' } : { seen: 'ended', passed: true, note: 'the time is over' };
    },
    stop: async () => 'asked',
  };
}
