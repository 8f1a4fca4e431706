import type { Due, Starter } from '#contexts/schedules/ports/starter.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** What a made-up product starts: each kettle boils for a time. */
export interface Kettles {
  /** Every kettle that was put on, by its key: asked for twice, it is one. */
  on: Map<string, { due: Due; since: Instant; asked: number }>;
  boilsFor: Duration;
  /** Why none can be put on now. */
  blocked?: string;
  /** What `start` does instead, once it has put it on, or before. */
  breaks?: 'before' | 'after';
  refuses?: string;
  starter(now: () => Instant): Starter;
}

export function openKettles(): Kettles {
  const kettles: Kettles = {
    on: new Map(),
    boilsFor: 0,
    starter: (now) => ({
      label: 'a kettle',
      problems: async (input) => (typeof input === 'object' && input !== null && 'cups' in input ? [] : ['it does not say how many cups']),
      blocked: async () => kettles.blocked,
      needs: () => [],
      async start(due) {
        if (kettles.refuses !== undefined) return { answer: 'refused', why: kettles.refuses };
        if (kettles.breaks === 'before') throw new Error('the kettle is not to be found');
        const known = kettles.on.get(due.key);
        kettles.on.set(due.key, { due, since: known?.since ?? now(), asked: (known?.asked ?? 0) + 1 });
        if (kettles.breaks === 'after') throw new Error('killed');
        return { answer: 'started', id: due.key };
      },
      async over(id) {
        const kettle = kettles.on.get(id);
        return kettle === undefined || now() >= kettle.since + kettles.boilsFor ? 'boiled' : undefined;
      },
    }),
  };
  return kettles;
}
