import { describe, expect, test } from '@jest/globals';
import type { GitHub } from '#platform/github/github-calls.ts';
import { mergePull } from '#platform/github/github-merge.ts';
import type { Merged } from '#contexts/gates/ports/code-host.ts';

const HEAD = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);
const pull = (over: object = {}): object => ({ state: 'open', head: { sha: HEAD }, base: { sha: OTHER, ref: 'develop' }, ...over });
const merged = { state: 'closed', merged: true, merge_commit_sha: 'c'.repeat(40) };

/** GitHub as it looks before the merge, what it answers, and as it looks after it. */
function merging(before: object, status: number, after: object): Promise<Merged> {
  const looks = [before, after];
  const github: GitHub = {
    ask: async (route) => {
      expect(route).toContain('/merge');
      return { status, data: { sha: 'd'.repeat(40), message: 'no' }, more: false };
    },
    read: async (route, _parameters, shape) => shape.parse(route.includes('/pulls/') ? looks.shift() : {}),
    readAll: async () => undefined,
  };
  return mergePull(github, { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 1 }, HEAD);
}

describe('A3 what a merge came to is judged by looking', () => {
  test.each([405, 409, 404, 422])('%i because it is merged by now, at our commit: merged', async (status) => {
    expect(await merging(pull(), status, pull(merged))).toEqual({ merged: true, sha: 'c'.repeat(40) });
  });

  test.each([405, 409])('%i and merged at another commit: not ours', async (status) => {
    const other = pull({ ...merged, head: { sha: OTHER } });
    expect(await merging(pull(), status, other)).toMatchObject({ merged: false, because: 'head_moved' });
  });

  test('405 and still open: a refusal in its words', async () => {
    expect(await merging(pull(), 405, pull())).toEqual({ merged: false, because: 'refused', why: 'no' });
  });

  test('closed meanwhile', async () => {
    expect(await merging(pull(), 405, pull({ state: 'closed' }))).toMatchObject({ merged: false, because: 'closed' });
  });
});
