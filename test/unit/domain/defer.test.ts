import { describe, expect, test } from '@jest/globals';
import { begin, effects, factsOf, tries } from '#test/support/given-request.ts';
import { approves, deployed, running, runPasses, throughReview } from '#test/support/request-steps.ts';

const to = (release: string, operator = 'ruth') => ({ command: 'defer_request', release, reason: 'It misses the cut.', operator }) as const;

describe('C5 the release team defers', () => {
  test('C5 what is open moves to a later release, its contributor is told why, and everything else goes on', () => {
    const story = deployed(throughReview(begin({ submission: { targetRelease: '3.4.1' } })));
    const before = story.state;
    expect(tries(story, to('3.4.2'))).toBeUndefined();
    expect(story.state).toEqual({ ...before, version: before.version + 1, submission: { ...before.submission, targetRelease: '3.4.2' } });
    expect(factsOf(story, 'deferred_by_team')).toMatchObject([{ release: '3.4.2', by: 'ruth', reason: 'It misses the cut.' }]);
    expect(effects(story, 'send_mail').at(-1)).toMatchObject({ template: 'deferred', to: 'contributor', release: '3.4.2' });
  });

  test.each([
    ['the same release', '3.4.1', 'it is for 3.4.1 already'],
    ['one that nobody knows', '9.9.9', '9.9.9'],
  ])('C5 not to %s', (_what, release, why) => {
    const story = throughReview(begin({ submission: { targetRelease: '3.4.1' } }));
    expect(tries(story, to(release))?.message).toContain(why);
  });

  test('C5 not to an earlier one', () => {
    const story = throughReview(begin({ submission: { targetRelease: '3.4.2' } }));
    expect(tries(story, to('3.4.1'))?.message).toContain('is cut before 3.4.2');
  });

  test('C5 Q1 an author does not, and what is over stays as it is', () => {
    const own = { contributor: { name: 'Ruth', email: 'ruth@example.org', githubLogin: 'ruth' } };
    expect(tries(throughReview(begin({ submission: own })), to('3.4.2'))?.code).toBe('author_decides_nothing');
    const over = approves(runPasses(running({ jobs: [{ step: 'a' }] })));
    expect(tries(over, to('3.4.2'))?.code).toBe('not_possible_now');
  });
});
