import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { releaseProblem } from '#contexts/intake/domain/release-name.ts';
import { readDetails } from '#doors/read-answer.ts';
import { begin } from '#test/support/given-request.ts';
import { sampleRules } from '#test/support/sample-request.ts';

const { state } = begin();
const releases = [
  { name: '3.4.0', hardCutoff: 100 },
  { name: '3.4.1', hardCutoff: 300 },
];

function read(action: Parameters<typeof readDetails>[0], typed: Record<string, string>, dated = true): ReturnType<typeof readDetails> {
  return readDetails(action, new Map(Object.entries(typed)), {
    state,
    rules: { ...sampleRules, releases: dated ? releases : [] },
    now: 200,
  });
}

describe('X2 the small forms', () => {
  test.each(['9.9-nonsense', 'x\u202ey', '=1+1', 'z'.repeat(200_000), '3.4.0', '__proto__'])(
    'X2 a release that the calendar does not have to come is told beside the field: %#',
    (release) => {
      const { problems } = read('defer', { release });
      expect([...problems.keys()]).toEqual(['release']);
      expect(problems.get('release')?.length).toBeLessThan(200);
    },
  );

  test.each(['x\u202ey', '=1+1', '@a', '-1', '+1', "x;=cmd|'/C calc'!A0;y", 'z'.repeat(200_000), 'a\nb', '\u200b'])(
    'X2 without a calendar a release has a bounded name all the same: %#',
    (release) => expect(releaseProblem(release, [])).toBeDefined(),
  );

  test.each(['3.4.1', '2027-01', 'Release 4', 'März 2027'])('X2 %s is a name of a release', (release) => {
    expect(releaseProblem(release, [])).toBeUndefined();
  });

  test('X2 backend and assignee must be there, and all problems are told at once', () => {
    expect([...read('accept', { backend: 'none', comment: 'a\u202eb' }).problems.keys()].toSorted()).toEqual(['backend', 'comment']);
    expect([...read('assign', { assignee: 'nobody', comment: 'c'.repeat(4_001) }).problems.keys()].toSorted()).toEqual([
      'assignee',
      'comment',
    ]);
    const [backend] = sampleRules.backends;
    expect(read('accept', { backend: backend?.slug ?? '', comment: ' good ' })).toEqual({
      details: { comment: 'good', backend: backend?.slug },
      problems: new Map(),
    });
  });

  test('X2 whatever is sent, an answer keeps only its own field, and only what stands the rules', () => {
    const action = fc.constantFrom('accept', 'assign', 'defer', 'approve', 'reject', 'return', 'confirm');
    fc.assert(
      fc.property(
        action,
        fc.dictionary(fc.constantFrom('backend', 'assignee', 'release', 'overrideReason', 'comment'), fc.string()),
        (what, typed) => {
          const { details, problems } = read(what, typed);
          if (problems.size > 0) return;
          expect(Object.keys(details).length).toBeLessThanOrEqual(2);
          if (details.release !== undefined) expect(details.release).toBe('3.4.1');
          if (details.backend !== undefined) expect(sampleRules.backends.map(({ slug }) => slug)).toContain(details.backend);
          expect(details.comment).toBe((typed['comment'] ?? '').trim());
        },
      ),
    );
  });
});
