import { describe, expect, test } from '@jest/globals';
import { pollDelay } from '#contexts/operations/domain/schedule.ts';
import { isPolled } from '#contexts/operations/domain/run/polling.ts';
import { HOUR, MINUTE, SECOND } from '#kernel/time.ts';
import { begin, does } from '#test/support/given-request.ts';
import { isOf } from '#test/support/operations.ts';
import { deployed, run, running, throughReview } from '#test/support/request-steps.ts';

describe('polling', () => {
  test.each([
    [0, 15 * SECOND],
    [5 * MINUTE - 1, 15 * SECOND],
    [5 * MINUTE, MINUTE],
    [HOUR - 1, MINUTE],
    [HOUR, 5 * MINUTE],
    [100 * HOUR, 5 * MINUTE],
  ])('R5 a run of age %d ms is asked again after %d ms', (age, delay) => {
    expect(pollDelay(age)).toBe(delay);
  });

  test('R5 a launched run on an executor without news is asked, from its launch on until its time limit', () => {
    const story = deployed(throughReview(begin({ backend: 'backup' }), 'backup'));
    const { id } = run(story);
    const before = story.wanted.length;
    does(story, { command: 'record_launch', run: id });
    const stopAt = story.now + 6 * HOUR;
    expect(story.wanted.slice(before).filter(({ effect }) => isOf(effect, 'run'))).toEqual([
      {
        effect: { kind: 'drive_operation', operation: { of: 'run', id }, phase: 'poll', launchedAt: story.now, stopAt },
        notBefore: story.now + 15 * SECOND,
      },
    ]);
  });

  test('R5 an agent’s run is not asked', () => {
    const story = running();
    does(story, { command: 'record_launch', run: run(story).id });
    expect(story.wanted.filter(({ effect }) => isOf(effect, 'run') && effect.phase === 'poll')).toEqual([]);
    expect([isPolled('agent'), isPolled('manual'), isPolled('dataflow')]).toEqual([false, false, true]);
  });
});
