import { expect, test } from '@jest/globals';
import { planList } from '#contexts/plans/pages/plan.ts';
import { warningTexts } from '#products/rehearsal/pages/warning-texts.ts';
import { standingOf } from '#products/rehearsal/pages/standing.ts';
import { begin, recordGates } from '#test/support/given-request.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

test('I7 each kind of warning is said once, with the jobs that it concerns by their names', () => {
  const { state } = begin({
    submission: { jobs: [sampleAsk({ name: 'OneJob', step: 'OneJob' }), sampleAsk({ name: 'TwoJob', step: 'TwoJob' })] },
  });
  const warning = (path: string, message: string) => ({ path, code: 'x', message });
  const warnings = [warning('jobs[0].name', 'A name.'), warning('jobs[1].name', 'A name.'), warning('essential', 'A reason.')];
  expect(warningTexts({ ...state, warnings })).toEqual(['OneJob and TwoJob: A name.', 'A reason.']);
});

test('Q5 what keeps every job from running is said once; what differs is said for each', () => {
  const blocked = (name: string, because: string) => ({ name, step: name, plan: 'blocked', because }) as const;
  const when = { now: 0, timeZone: 'UTC' };
  const same = planList([blocked('OneJob', 'checks are red'), blocked('TwoJob', 'checks are red')], when).markup;
  expect(same.match(/checks are red/g)).toHaveLength(1);
  expect(same).toMatch(/OneJob.*TwoJob/);
  const other = planList([blocked('OneJob', 'checks are red'), blocked('TwoJob', 'no review')], when).markup;
  expect(other).toMatch(/OneJob<\/strong>: is blocked: checks are red.*TwoJob<\/strong>: is blocked: no review/);
});

test('W1 a name stands as its owner writes it, also at the beginning of who acts next', () => {
  const contributor = { name: 'fay', email: 'fay@example.org', githubLogin: 'fay' };
  const story = begin({ submission: { contributor } });
  recordGates(story, { checks: 'failed' });
  expect(standingOf(story.state, story.rules).who).toMatch(/^fay \(contributor\)/);
});

test('W1 A3 an approved request whose pull request was not merged names who has to act, and why', () => {
  const { state, rules } = begin();
  const approved = { ...state, status: 'approved', approvedAt: 1, approvedBy: 'grace', headSha: 'a'.repeat(40) } as const;
  const who = (merge: object): string => standingOf({ ...approved, merge: { sha: 'a', ...merge } } as never, rules).who;
  expect(standingOf(approved as never, rules).who).toBe('Nobody: this request is closed.');
  expect(who({ state: 'refused', why: 'its base is protected', at: 1 })).toBe(
    'Whoever may merge the pull request: it was not merged automatically, because its base is protected.',
  );
  expect(who({ state: 'wanted' })).toBe('Nobody: its pull request is merged automatically.');
  expect(who({ state: 'merged', into: 'b', tested: true, at: 1 })).toBe('Nobody: this request is closed.');
});
