import { describe, expect, test } from '@jest/globals';
import { drive } from '#contexts/operations/domain/drive.ts';
import { stepNamed, testRefNamed } from '#products/rehearsal/domain/operations.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import {
  answers,
  answersTo,
  begin,
  does,
  effects,
  factsOf,
  isAsked,
  lastFacts,
  mailsTo,
  openQuestion,
  tries,
  type Story,
} from '#test/support/given-request.ts';
import {
  deployed,
  endsStep,
  fencingOf,
  granted,
  running,
  runPasses,
  startsStep,
  testRefMade,
  throughReview,
} from '#test/support/request-steps.ts';

/** On the backend with four steps: announce, build, look (by hand), smoke. */
function deploying(): Story {
  return testRefMade(granted(throughReview(begin(), 'backup')));
}

function atLook(): Story {
  const story = deploying();
  for (const step of ['announce', 'build']) {
    startsStep(story, step);
    endsStep(story, step, true, `${step} ok`);
  }
  startsStep(story, 'look');
  return story;
}

describe('a deployment', () => {
  test('D1 D2 first the test ref, then the steps of the settings in their order', () => {
    const story = granted(throughReview(begin(), 'backup'));
    expect(effects(story, 'drive_operation')).toEqual([drive(testRefNamed(1), 'launch')]);
    expect(tries(story, { command: 'start_deploy_step', fencing: 1, step: 'announce' })?.code).toBe('not_possible_now');
    testRefMade(story);
    expect(effects(story, 'drive_operation').at(-1)).toEqual(drive(stepNamed('announce', 1), 'launch'));
    expect(tries(story, { command: 'start_deploy_step', fencing: 1, step: 'build' })?.code).toBe('not_possible_now');
  });

  test('D2 each step that passes leads to the next, with its own time limit watched', () => {
    const story = deploying();
    startsStep(story, 'announce');
    expect(story.wanted.at(-1)).toEqual({
      effect: drive(stepNamed('announce', 1), 'watch'),
      notBefore: story.now + MINUTE + 2 * MINUTE,
      patient: true,
    });
    endsStep(story, 'announce', true, 'said so');
    expect(story.state.turn?.steps[0]).toMatchObject({ state: 'passed', note: 'said so', startedAt: story.now, endedAt: story.now });
    expect(effects(story, 'drive_operation').at(-1)).toEqual(drive(stepNamed('build', 1), 'launch'));
  });

  test('D2 a step that was started or ended is not so again', () => {
    const story = deploying();
    startsStep(story, 'announce');
    const { version } = story.state;
    startsStep(story, 'announce');
    endsStep(story, 'build', true);
    expect(story.state.version).toBe(version);
    endsStep(story, 'announce', true);
    endsStep(story, 'announce', false);
    expect(story.state).toMatchObject({ version: version + 1, status: 'deploying' });
  });

  test('D2 a manual step asks testers and admins by mail, never the author', () => {
    const story = atLook();
    for (const who of ['tim', 'grace', 'alan']) expect(mailsTo(story, who)).toContain('manual_step');
    expect(mailsTo(story, 'ada')).toEqual([]);
    expect(answers(story, 'ada', 'manual_step', 'passed', { step: 'look' })?.code).toBe('author_decides_nothing');
    expect(answers(story, 'tim', 'manual_step', 'passed', { comment: '' })?.code).toBe('comment_missing');
    expect(answers(story, 'tim', 'manual_step', 'passed', { comment: 'saw it' })).toBeUndefined();
    expect(story.state.turn?.steps[2]).toMatchObject({ state: 'passed', note: 'saw it' });
    expect(effects(story, 'drive_operation').at(-1)).toMatchObject({ operation: { of: 'step', id: 'smoke' } });
  });

  test('D2 only people confirm a manual step; that nobody did can be noticed by a program', () => {
    const story = atLook();
    expect(
      tries(story, { command: 'end_deploy_step', fencing: 1, step: 'look', passed: true, note: '' }, { kind: 'agent', backend: 'backup' })
        ?.code,
    ).toBe('not_allowed');
    expect(story.state.turn?.steps[2]?.state).toBe('running');
    const { id } = openQuestion(story.state, 'manual_step');
    endsStep(story, 'look', false, 'nobody came');
    expect(story.state).toMatchObject({ status: 'deployment_failed', turn: { state: 'ended' } });
    expect(answersTo(story, 'tim', id, 'passed')?.code).toBe('no_longer_asked');
  });

  test('D2 after the last step the version is deployed and the first job runs', () => {
    const story = deployed(throughReview(begin(), 'backup'));
    expect(story.state).toMatchObject({
      status: 'running',
      turn: { state: 'deployed', deployedAt: story.now, testRef: 'test-pr12345-aaaaaaa' },
    });
    expect(lastFacts(story)).toEqual(['deploy_step_ended', 'deployed', 'run_intended']);
    expect(story.state.jobs[0]?.runs[0]).toMatchObject({ executor: 'dataflow', backend: 'backup', testSha: 'c'.repeat(40) });
  });

  test('R11 D2 launch_only deploys nothing: with its test ref made the first job runs', () => {
    const story = testRefMade(granted(throughReview(begin({ submission: { mode: 'launch_only' } }))));
    expect(story.state).toMatchObject({ status: 'running', turn: { state: 'deployed', steps: [] } });
  });

  test('D2 a step that fails ends the turn, tells why, and asks admins', () => {
    const story = deploying();
    startsStep(story, 'announce');
    endsStep(story, 'announce', false, 'no channel');
    expect(story.state).toMatchObject({
      status: 'deployment_failed',
      why: expect.stringContaining('no channel'),
      turn: { state: 'ended' },
    });
    expect(isAsked(story.state, 'deployment')).toBe(true);
    expect(mailsTo(story, 'contributor')).toContain('deployment_failed');
    expect(mailsTo(story, 'grace')).toContain('deployment_failed');
    expect(effects(story, 'offer_turn')).toHaveLength(2);
  });

  test('D2 a manual step that fails does the same', () => {
    const story = atLook();
    answers(story, 'tim', 'manual_step', 'failed', { comment: 'blank page' });
    expect(story.state).toMatchObject({ status: 'deployment_failed', turn: { state: 'ended' } });
  });

  test("D2 deployed again on an admin's word: queued with its age, new lease, all steps anew", () => {
    const story = deploying();
    startsStep(story, 'announce');
    endsStep(story, 'announce', false);
    const since = story.state.queuedSince;
    story.now += HOUR;
    expect(answers(story, 'tim', 'deployment', 'retry')?.code).toBe('not_allowed');
    expect(answers(story, 'grace', 'deployment', 'retry', { comment: '' })).toBeUndefined();
    expect(story.state).toMatchObject({ status: 'queued', queuedSince: since });
    deployed(story);
    expect(story.state).toMatchObject({ status: 'running', turn: { fencing: 2 } });
  });

  test('D2 A4 or rejected, with the reason', () => {
    const story = granted(throughReview(begin()));
    does(story, { command: 'fail_deployment', fencing: fencingOf(story), why: 'merge conflict' });
    answers(story, 'grace', 'deployment', 'reject', { comment: 'Rebase it.' });
    expect(story.state).toMatchObject({ status: 'rejected', reason: 'Rebase it.' });
  });

  test('D2 a deployment given up while people look: their link is dead', () => {
    const story = atLook();
    const { id } = openQuestion(story.state, 'manual_step');
    does(story, { command: 'fail_deployment', fencing: 1, why: 'the backend is gone' });
    expect(story.state).toMatchObject({ status: 'deployment_failed', turn: { state: 'ended' } });
    expect(answersTo(story, 'tim', id, 'passed')?.code).toBe('no_longer_asked');
  });

  test('D2 given up while a program deploys: the backend is kept until that ends', () => {
    const story = deploying();
    startsStep(story, 'announce');
    does(story, { command: 'fail_deployment', fencing: 1, why: 'silence' });
    expect(story.state.turn?.state).toBe('failed');
    answers(story, 'grace', 'deployment', 'retry');
    expect(tries(story, { command: 'grant_turn', fencing: 2 })?.code).toBe('not_possible_now');
    endsStep(story, 'announce', true);
    expect(story.state).toMatchObject({ status: 'queued', turn: { state: 'ended' } });
  });

  test('D2 late news of a turn that is over is refused', () => {
    const story = runPasses(running());
    expect(tries(story, { command: 'end_deploy_step', fencing: 1, step: 'deploy', passed: false, note: '' })?.code).toBe('stale');
    expect(factsOf(story, 'deployment_failed')).toEqual([]);
  });
});
