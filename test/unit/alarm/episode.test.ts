import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { judgeEpisode, type Episode } from '#contexts/telling/domain/alarm/episode.ts';
import { silenceOf } from '#contexts/telling/domain/alarm/silence.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';

const patience = { confirm: 2 * MINUTE, gap: 15 * MINUTE };
const SILENT = 4 * MINUTE;

/** What happens next: so long afterwards a sweep looks, and the agent has reported just before it, or has not. */
const steps = fc.array(fc.record({ after: fc.constantFrom(1, 1, 1, 5, 5, 14, 16, 60, 9 * 60), seen: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
});

interface Told {
  at: number;
  tell: 'begun' | 'over';
}

interface Look {
  at: number;
  silent: boolean;
}

function play(days: readonly { after: number; seen: boolean }[]): { told: Told[]; looks: Look[] } {
  let episode: Episode | undefined;
  let now = 1_800_000_000_000;
  let lastSeenAt = now;
  const told: Told[] = [];
  const looks: Look[] = [];
  for (const { after, seen } of days) {
    now += after * MINUTE;
    if (seen) lastSeenAt = now;
    const since = silenceOf({ executor: 'agent' }, { lastSeenAt }, SILENT, now, undefined)?.since;
    const judged = judgeEpisode(episode, since, now, patience);
    looks.push({ at: now, silent: since !== undefined });
    if ('keep' in judged) continue;
    episode = judged.next;
    if (judged.tell !== undefined) told.push({ at: now, tell: judged.tell });
  }
  return { told, looks };
}

describe('B9 an episode', () => {
  test('B9 begins and ends by turns: nobody is told twice of the same', () => {
    fc.assert(
      fc.property(steps, (days) => {
        const tells = play(days).told.map(({ tell }) => tell);
        expect(tells).toEqual(tells.map((_, n) => (n % 2 === 0 ? 'begun' : 'over')));
      }),
    );
  });

  test('B9 is told only after looks that followed one another, all of which saw it, for as long as is to be confirmed', () => {
    fc.assert(
      fc.property(steps, (days) => {
        const { told, looks } = play(days);
        for (const { at } of told.filter(({ tell }) => tell === 'begun')) {
          const before = looks.filter((look) => look.at <= at).toReversed();
          const broken = before.findIndex((look, n) => !look.silent || (before[n - 1]?.at ?? at) - look.at > patience.gap);
          const run = before.slice(0, broken < 0 ? undefined : broken);
          expect(at - (run.at(-1)?.at ?? at)).toBeGreaterThanOrEqual(patience.confirm);
        }
      }),
    );
  });

  test('B9 is always told in the end, and its end at the first look that sees it', () => {
    fc.assert(
      fc.property(steps, (days) => {
        const quiet = Array.from({ length: 12 }, () => ({ after: 5, seen: false }));
        const { told } = play([...days, ...quiet, { after: 1, seen: true }]);
        expect(told.at(-1)?.tell).toBe('over');
        expect(told.at(-2)?.tell).toBe('begun');
      }),
    );
  });

  test('B9 a night without a running system is no silence', () => {
    const { told } = play([
      { after: 1, seen: true },
      { after: 9 * 60, seen: false },
      { after: 1, seen: true },
      { after: 9 * 60, seen: false },
      { after: 1, seen: true },
    ]);
    expect(told).toEqual([]);
    expect(
      play([{ after: (9 * HOUR) / MINUTE, seen: false }, ...Array.from({ length: 3 }, () => ({ after: 1, seen: false }))]).told,
    ).toHaveLength(1);
  });

  test('B9 only a backend with an agent can be silent', () => {
    const now = 1_800_000_000_000;
    for (const executor of ['dataflow', 'manual'] as const)
      expect(silenceOf({ executor }, { lastSeenAt: 0 }, SILENT, now, 0)).toBeUndefined();
    expect(silenceOf({ executor: 'agent' }, {}, SILENT, now, undefined)).toBeUndefined();
    expect(silenceOf({ executor: 'agent' }, {}, SILENT, now, now - HOUR)).toEqual({ never: true, since: now - HOUR });
    expect(silenceOf({ executor: 'agent' }, { lastSeenAt: now - SILENT }, SILENT, now, undefined)).toBeUndefined();
  });
});
