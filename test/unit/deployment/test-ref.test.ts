import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isTestRefName, testRefName } from '#contexts/operations/domain/deployment/test-ref.ts';

const SHA = 'abc1234def5678901234567890123456789012ab';
const OWNER = { owner: 'oppia', repository: 'oppia' } as const;
const sha = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 40, maxLength: 40 });

describe('D1 names of test refs', () => {
  test.each([
    [12, 'test-pr12-abc1234'],
    [1_234_567_890, 'test-pr1234567890-abc1234'],
  ])('D1 pull request %j is %s', (number, name) => {
    expect(testRefName({ kind: 'pull_request', ...OWNER, number }, SHA)).toBe(name);
  });

  test.each([
    ['develop', 'test-develop-abc1234'],
    ['refs/heads/develop', 'test-develop-abc1234'],
    ['release/3.4.5-hotfix_2', 'test-release-3-4-abc1234'],
    ['Fix/Émile--x', 'test-fix-mile-x-abc1234'],
    ['abcdefghijk/lmn', 'test-abcdefghijk-abc1234'],
    ['ąę', 'test-ref-abc1234'],
  ])('D1 ref %j is %s', (ref, name) => {
    expect(testRefName({ kind: 'ref', ...OWNER, ref }, SHA)).toBe(name);
  });

  test('D1 every name is at most 25 characters, well-formed, and ends in the commit', () => {
    const change = fc.oneof(
      fc.record({
        kind: fc.constant('pull_request' as const),
        owner: fc.string(),
        repository: fc.string(),
        number: fc.integer({ min: 1, max: 9_999_999_999 }),
      }),
      fc.record({ kind: fc.constant('ref' as const), owner: fc.string(), repository: fc.string(), ref: fc.string({ unit: 'grapheme' }) }),
    );
    fc.assert(
      fc.property(change, sha, (of, at) => {
        const name = testRefName(of, at);
        expect(isTestRefName(name)).toBe(true);
        expect(name.endsWith(`-${at.slice(0, 7)}`)).toBe(true);
      }),
    );
  });
});
