import { describe, expect, test } from '@jest/globals';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { answers, begin, effects, factsOf, HOUR, tries, wait, type Story } from '#test/support/given-request.ts';
import { drives, isOfStep } from '#test/support/operations.ts';
import { approves, endsStep, granted, job, running, runEnds, startsStep, testRefMade, throughReview } from '#test/support/request-steps.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import { statusOf } from '#test/support/stories.ts';

const afterSteps = [
  { name: 'caches', kind: 'command', timeout: HOUR },
  { name: 'data', kind: 'refresh_data', timeout: HOUR },
] as const;
const rules: Partial<Rules> = { backends: sampleRules.backends.map((backend) => ({ ...backend, afterSteps: [...afterSteps] })) };

function orders(story: Story): string[] {
  const named = drives(story, 'step').flatMap(({ operation: { id } }) => (id === 'caches' || id === 'data' ? [id] : []));
  return [...new Set(named)];
}

function stepOf({ state }: Story, name: string): unknown {
  return state.turn?.steps.find((step) => step.name === name);
}

describe('D6 when the lease ends', () => {
  test('D6 caches are checked and data refreshed, one by one and on the record, before the backend is the next one’s', () => {
    const story = runEnds(running({ rules }));
    expect(story.state.turn).toMatchObject({ state: 'clearing', after: ['caches', 'data'] });
    expect(orders(story)).toEqual(['caches']);
    expect(effects(story, 'offer_turn')).toHaveLength(1);
    expect(tries(story, { command: 'start_deploy_step', fencing: 1, step: 'data' })).toMatchObject({ code: 'not_possible_now' });
    startsStep(story, 'caches');
    endsStep(story, 'caches', true, '40 keys');
    expect(orders(story)).toEqual(['caches', 'data']);
    startsStep(story, 'data');
    endsStep(story, 'data', true);
    expect(story.state.turn).toMatchObject({ state: 'ended' });
    expect(stepOf(story, 'caches')).toMatchObject({ state: 'passed', note: '40 keys' });
    expect(effects(story, 'offer_turn')).toHaveLength(2);
    expect(statusOf(story)).toContain('The backend is cleaned up for the next request: caches, data');
    expect(fold(story.timeline)).toEqual(story.state);
  });

  test('D6 the request does not wait for it: its verdict is given, and counts from when it was given', () => {
    const story = runEnds(running({ rules }));
    expect(story.state.status).toBe('awaiting_verdict');
    approves(story);
    expect(job(story).state).toBe('approved');
    expect(story.state.status).not.toBe('awaiting_verdict');
    expect(story.state.turn?.state).toBe('clearing');
    expect(tries(story, { command: 'grant_turn', fencing: 2 })).toBeDefined();
  });

  test('D6 one that fails, is given up or says nothing is on the record, and the next goes on: nothing holds the backend for ever', () => {
    const story = runEnds(running({ rules }));
    startsStep(story, 'caches');
    const watch = story.wanted.findLast(({ effect }) => isOfStep(effect, 'caches'));
    expect(watch?.notBefore).toBeGreaterThan(story.now + HOUR);
    endsStep(story, 'caches', false, 'stale keys');
    expect(orders(story)).toEqual(['caches', 'data']);
    wait(story, HOUR);
    // Its effect was given up before it began.
    endsStep(story, 'data', false, 'given up');
    expect(story.state.turn).toMatchObject({ state: 'ended', endedAt: story.now });
    expect(stepOf(story, 'caches')).toMatchObject({ state: 'failed', note: 'stale keys' });
    expect(stepOf(story, 'data')).toMatchObject({ state: 'failed' });
  });

  test('D6 after a deployment that failed half-way, too; where nothing was put on the backend there is nothing to put in order', () => {
    const failed = testRefMade(granted(throughReview(begin({ rules }))));
    startsStep(failed, 'deploy');
    endsStep(failed, 'deploy', false, 'no room');
    expect(failed.state).toMatchObject({ status: 'deployment_failed', turn: { state: 'clearing' } });
    expect(orders(failed)).toEqual(['caches']);
    expect(answers(failed, 'grace', 'deployment', 'retry')).toBeUndefined();
    expect(failed.state.status).toBe('queued');
    expect(tries(failed, { command: 'grant_turn', fencing: 2 })).toMatchObject({ code: 'not_possible_now' });
    const early = granted(throughReview(begin({ rules })));
    answers(early, 'contributor', 'withdraw', 'withdraw');
    expect(early.state.turn).toMatchObject({ state: 'ended' });
    expect(factsOf(early, 'clearing_begun')).toEqual([]);
  });
});
