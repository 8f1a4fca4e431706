import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ReleaseAsked } from '#contexts/calendar/domain/release/commands.ts';
import { releaseProcess } from '#contexts/calendar/domain/release/process.ts';
import { newRelease, type ReleaseState } from '#contexts/calendar/domain/release/state.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { fold } from '#kernel/process.ts';
import { DAY, HOUR } from '#kernel/time.ts';

const rules = { outlets: [{ channel: 'chat', events: ['release.cut'] }] } as unknown as Rules;
const CUT = 30 * DAY;
const KEY = `cut-${CUT}`;
const counts = { ready: 1, missed: 2, blocking: 0, breaches: 0 };

/** A release and its timeline. */
function open(): {
  state: ReleaseState;
  entries: { version: number; facts: { fact: string }[] }[];
  does: (asked: ReleaseAsked, at?: number) => string | undefined;
} {
  const self = {
    state: newRelease('5.2', '5.2'),
    entries: [] as { version: number; facts: { fact: string }[] }[],
    does(asked: ReleaseAsked, at = 1): string | undefined {
      const by = { kind: 'system', part: 'test' } as const;
      const decision = releaseProcess.decide(self.state, { id: 'x', at, by, ...asked }, rules);
      if ('refused' in decision) return decision.refused.code;
      if (decision.facts.length === 0) return undefined;
      const version = self.state.version + 1;
      self.state = { ...decision.state, version };
      self.entries.push({ version, facts: decision.facts });
      return undefined;
    },
  };
  return self;
}

const planned = { command: 'plan_release', softCutoff: CUT - DAY, hardCutoff: CUT } as const;
const cut = (report?: number): ReleaseAsked => ({
  command: 'end_stage',
  stage: KEY,
  told: 3,
  cut: { cutoff: CUT, made: 1, moved: 2, blocking: 0 },
  ...(report === undefined ? {} : { report: { report, cause: 'cut', counts } }),
});

describe('C1 a release is a process', () => {
  test('C3 C4 its row is planned for once: the warnings that are to come, and the cut; the same again is no news', () => {
    const release = open();
    release.does(planned, CUT - 5 * DAY);
    expect(Object.keys(release.state.stages)).toEqual([`warn7-${CUT}`, `warn3-${CUT}`, `warn1-${CUT}`, KEY]);
    release.does(planned, CUT - 4 * DAY);
    expect(release.entries.map(({ facts }) => facts.map(({ fact }) => fact))).toEqual([['release_known', 'cutoffs_set']]);
    expect(release.state).toMatchObject({ softCutoff: CUT - DAY, hardCutoff: CUT, plannedAt: CUT - 5 * DAY });
  });

  test('C4 each stage of it is an effect for its day, which costs no task until then', () => {
    const release = open();
    release.does(planned, CUT - 2 * DAY);
    const [entry] = release.entries;
    const commit = { before: undefined, after: release.state, rules, at: 1 };
    const effects = releaseProcess.react({ ...commit, facts: entry?.facts as never });
    expect(effects.map(({ effect, notBefore, patient }) => [effect.kind, 'stage' in effect && effect.stage, notBefore, patient])).toEqual([
      ['keep_calendar', 'warn3', CUT - 2 * DAY, true],
      ['keep_calendar', 'warn1', CUT - DAY, true],
      ['keep_calendar', 'cut', CUT, true],
    ]);
  });

  test('C6 moved after its cut: a later instant is one more cut, an earlier one is none, and either is remembered', () => {
    const release = open();
    release.does(planned);
    release.does({ command: 'begin_stage', stage: KEY }, CUT);
    release.does({ command: 'collect_stage', stage: KEY }, CUT);
    release.does(cut(1), CUT + 1);
    release.does({ ...planned, hardCutoff: CUT + DAY }, CUT + 2);
    release.does({ ...planned, hardCutoff: CUT - DAY }, CUT + 3);
    expect(release.state.stages).toHaveProperty(`cut-${CUT + DAY}`);
    expect(release.state.stages).not.toHaveProperty(`cut-${CUT - DAY}`);
    expect(release.state.movedAfterCut).toEqual([
      { from: CUT, to: CUT + DAY, seenAt: CUT + 2 },
      { from: CUT, to: CUT - DAY, seenAt: CUT + 3 },
    ]);
    expect(release.state.cuts).toEqual([{ cutoff: CUT, doneAt: CUT + 1, made: 1, moved: 2, blocking: 0 }]);
  });

  test('C5 a version of the report is published once, and others are told; whoever drafted it again is refused', () => {
    const release = open();
    release.does(planned);
    release.does(cut(1), CUT);
    expect(release.state.reports).toBe(1);
    expect(release.does(cut(2))).toBeUndefined();
    expect(release.state.version).toBe(2);
    release.does({ command: 'look_again', cutoff: CUT }, CUT + 2 * HOUR);
    expect(release.does({ ...cut(1), stage: `${KEY}.1` } as ReleaseAsked)).toBe('report_there');
    release.does({ ...cut(2), stage: `${KEY}.1` } as ReleaseAsked, CUT + 2 * HOUR);
    expect(release.state).toMatchObject({ reports: 2, cuts: [{ cutoff: CUT, doneAt: CUT, made: 2, moved: 4 }] });
    const commit = { before: undefined, after: release.state, rules, at: 7 };
    const [told] = releaseProcess.react({ ...commit, facts: release.entries.at(-1)?.facts as never });
    expect(told?.effect).toMatchObject({ kind: 'announce', channel: 'chat', event: { release: '5.2', report: 2, at: 7, ...counts } });
  });

  test('C4 a further look comes an hour after the last at the earliest, and not while one is under way; ten are remembered', () => {
    const release = open();
    release.does(planned);
    release.does(cut(1), CUT);
    release.does({ command: 'look_again', cutoff: CUT }, CUT + HOUR - 1);
    expect(release.state.stages).not.toHaveProperty(`${KEY}.1`);
    for (let n = 1; n <= 12; n += 1) {
      release.does({ command: 'look_again', cutoff: CUT }, CUT + n * HOUR);
      release.does({ command: 'look_again', cutoff: CUT }, CUT + n * HOUR);
      release.does({ command: 'end_stage', stage: `${KEY}.${n}`, told: 0 }, CUT + n * HOUR);
    }
    const looks = Object.keys(release.state.stages).filter((key) => key.startsWith(`${KEY}.`));
    expect(looks).toHaveLength(10);
    expect(looks.at(-1)).toBe(`${KEY}.12`);
  });

  test('C6 Z2 what has begun is finished at its own instant; a worker that was given up changes nothing of what is over', () => {
    const release = open();
    release.does(planned);
    release.does({ command: 'begin_stage', stage: KEY });
    release.does({ command: 'drop_stage', stage: KEY });
    expect(release.state.stages).toHaveProperty(KEY);
    release.does({ command: 'collect_stage', stage: KEY }, 5);
    const { version } = release.state;
    release.does({ command: 'begin_stage', stage: KEY });
    release.does({ command: 'leave_stage', stage: KEY, after: { awaits: '', value: 1, id: 'a' } });
    release.does({ command: 'collect_stage', stage: KEY }, 9);
    expect(release.state.version).toBe(version);
    release.does({ command: 'drop_stage', stage: `warn1-${CUT}` });
    release.does({ command: 'overtake_stage', stage: `warn3-${CUT}` }, 7);
    expect(release.state.stages[`warn3-${CUT}`]?.doneAt).toBe(7);
    expect(release.state.stages).not.toHaveProperty(`warn1-${CUT}`);
  });

  test('Z1 whatever is asked of it, it is the fold of its timeline', () => {
    const at = fc.integer({ min: 0, max: 40 }).map((days) => days * DAY);
    const stage = fc.constantFrom(KEY, `${KEY}.1`, `warn1-${CUT}`, 'warn7-0', '__proto__');
    const asked = fc.oneof(
      fc.record({ command: fc.constant('plan_release' as const), softCutoff: at, hardCutoff: fc.constantFrom(CUT, CUT + DAY, CUT - DAY) }),
      fc.record({ command: fc.constant('look_again' as const), cutoff: fc.constantFrom(CUT, 0) }),
      fc.record({
        command: fc.constantFrom('begin_stage' as const, 'collect_stage' as const, 'overtake_stage' as const, 'drop_stage' as const),
        stage,
      }),
      fc.record({ command: fc.constant('leave_stage' as const), stage, after: fc.constant({ awaits: '5.2', value: 1, id: 'r1' }) }),
      fc.record({ command: fc.constant('end_stage' as const), stage, told: fc.nat(3) }),
      fc.constantFrom(cut(1), cut(2), cut()),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(asked, at), { maxLength: 30 }), (all) => {
        const release = open();
        for (const [one, when] of all) release.does(one, when);
        expect(fold(releaseProcess, release.entries as never) ?? newRelease('5.2', '5.2')).toEqual(release.state);
        expect(release.entries.map(({ version }) => version)).toEqual(release.entries.map((_, n) => n + 1));
      }),
    );
  });
});
