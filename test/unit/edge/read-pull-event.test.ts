import { describe, expect, test } from '@jest/globals';
import { readPullEvent } from '#doors/read-pull-event.ts';
import { allEvents, exampleOf } from '#test/support/github-events.ts';

const place = { owner: 'Codertocat', repository: 'Hello-World' };

describe('G8 events of the pull-request host, by payloads that GitHub really sent', () => {
  test.each(['opened', 'synchronize', 'closed', 'labeled', 'unlabeled', 'reopened'])('pull_request %s names its pull request', (action) => {
    const payload = exampleOf('pull_request', action);
    expect(readPullEvent('pull_request', payload)).toMatchObject({ numbers: [payload['number']], itself: true });
  });

  test('a review is about checks and people, not about the pull request itself', () => {
    expect(readPullEvent('pull_request_review', exampleOf('pull_request_review', 'submitted'))).toMatchObject({ ...place, itself: false });
  });

  test.each(['check_suite', 'check_run'])('%s names its head, and pull requests that are not from forks', (name) => {
    const read = readPullEvent(name, exampleOf(name, 'completed'));
    expect(read).toMatchObject({ itself: false, sha: expect.stringMatching(/^[0-9a-f]{40}$/), numbers: expect.any(Array) });
  });

  test('status names nothing but its commit', () => {
    const payload = exampleOf('status');
    expect(readPullEvent('status', payload)).toEqual({ ...place, numbers: [], sha: payload['sha'], itself: false });
  });

  test('A3 a merge group names its commit, its base and the pull request that it ends with, once checks of it are wanted', () => {
    const payload = exampleOf('merge_group', 'checks_requested');
    const read = readPullEvent('merge_group', payload);
    expect(read).toMatchObject({ numbers: [expect.any(Number)], queued: { sha: expect.stringMatching(/^[0-9a-f]{40}$/) }, itself: false });
    expect(read?.queued?.baseRef).not.toContain('refs/');
    expect(readPullEvent('merge_group', { ...payload, action: 'destroyed' })).toBeUndefined();
  });

  test('N5 our own status rings nobody', () => {
    expect(readPullEvent('status', { ...exampleOf('status'), context: 'rehearsal' })).toBeUndefined();
  });

  test('every payload there is can be read, or is passed over; none throws', () => {
    const known = new Set<string>();
    for (const { name, payload } of allEvents()) if (readPullEvent(name, payload) !== undefined) known.add(name);
    expect(allEvents().some(({ name }) => name === 'issue_comment')).toBe(true);
    expect([...known].toSorted()).toEqual([
      'check_run',
      'check_suite',
      'merge_group',
      'pull_request',
      'pull_request_review',
      'status',
      'workflow_run',
    ]);
    expect(allEvents().length).toBeGreaterThan(100);
  });

  test.each([null, 1, 'x', [], {}, { pull_request: { number: -1 } }, { pull_request: { number: 1 }, repository: { name: 1 } }])(
    'what is no payload (%j) is passed over',
    (payload) => {
      expect(readPullEvent('pull_request', payload)).toBeUndefined();
    },
  );
});
