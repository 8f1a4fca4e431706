import { describe, expect, test } from '@jest/globals';
import { drive } from '#contexts/operations/domain/drive.ts';
import { stepNamed } from '#products/rehearsal/domain/operations.ts';
import { DAY, HOUR } from '#kernel/time.ts';
import { answers, begin, effects, factsOf, isAsked, mailsTo, type Story } from '#test/support/given-request.ts';
import {
  deployed,
  endsStep,
  granted,
  isRunning,
  job,
  run,
  running,
  runEnds,
  startsStep,
  testRefMade,
  throughReview,
} from '#test/support/request-steps.ts';
import { people } from '#test/support/sample-request.ts';
import { lettersOf, statusOf } from '#test/support/stories.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';

const rules: Partial<Rules> = {
  backends: [
    {
      slug: 'local',
      executor: 'agent',
      jobTimeout: HOUR,
      deploySteps: [
        { name: 'deploy', kind: 'command', timeout: HOUR },
        { name: 'click-through', kind: 'regression', timeout: HOUR },
        { name: 'refresh', kind: 'refresh_data', timeout: HOUR },
      ],
    },
  ],
};

function failing(over: Partial<Rules> = {}): Story {
  const story = testRefMade(granted(throughReview(begin({ rules: { ...rules, ...over } }))));
  startsStep(story, 'deploy');
  endsStep(story, 'deploy', true);
  startsStep(story, 'click-through');
  endsStep(story, 'click-through', false, 'the library page is empty');
  return story;
}

describe('D3 a failed regression step', () => {
  test('D3 is put to the QA leads by mail, holds the backend, and nobody is watched for ever', () => {
    const story = failing();
    expect(story.state).toMatchObject({ status: 'deploying', turn: { state: 'deploying' } });
    expect(mailsTo(story, 'quinn')).toEqual(['regression']);
    expect(mailsTo(story, 'tim')).toEqual([]);
    expect(lettersOf(story, 'regression').join()).toMatch(/the library page is empty[^]*False alarm: https/);
    expect(story.wanted).toContainEqual({
      effect: drive(stepNamed('click-through', 1), 'watch'),
      notBefore: story.now + DAY,
      patient: true,
    });
  });

  test('D3 a false alarm goes on with the next step and keeps its reason', () => {
    const story = failing();
    expect(answers(story, 'tim', 'regression', 'false_alarm')?.code).toBe('not_allowed');
    expect(answers(story, 'contributor', 'regression', 'false_alarm')?.code).toBe('not_allowed');
    expect(answers(story, 'quinn', 'regression', 'false_alarm', { comment: ' ' })?.code).toBe('comment_missing');
    expect(answers(story, 'quinn', 'regression', 'false_alarm', { comment: 'The test data was empty.' })).toBeUndefined();
    expect(effects(story, 'drive_operation').at(-1)).toEqual(drive(stepNamed('refresh', 1), 'launch'));
    startsStep(story, 'refresh');
    endsStep(story, 'refresh', true);
    expect(isRunning(story)).toBe(true);
    expect(statusOf(story)).toContain('The test data was empty.');
    expect(story.state.turn?.steps[1]).toMatchObject({ state: 'passed', falseAlarm: { by: 'quinn' } });
  });

  test('D3 what the change broke goes back to its contributor, and the backend is free', () => {
    const story = failing();
    answers(story, 'quinn', 'regression', 'caused_by_change', { comment: 'The library page needs the old field.' });
    expect(story.state).toMatchObject({ status: 'returned', askedBack: 'The library page needs the old field.', turn: { state: 'ended' } });
    expect(isAsked(story.state, 'deployment')).toBe(false);
    expect(isAsked(story.state, 'return')).toBe(true);
    expect(mailsTo(story, 'contributor')).toContain('returned');
    answers(story, 'contributor', 'return', 'answer');
    expect(story.state.status).toBe('in_review');
    deployed(throughReview(story));
    expect(isRunning(story)).toBe(true);
  });

  test('D3 an installation without a QA lead asks its admins; authors never', () => {
    const story = failing({ people: people.filter(({ id }) => id !== 'quinn') });
    expect(mailsTo(story, 'grace')).toContain('regression');
    expect(answers(story, 'ada', 'regression', 'false_alarm')?.code).toBe('author_decides_nothing');
    expect(answers(story, 'grace', 'regression', 'false_alarm')).toBeUndefined();
  });
});

describe('D5 another version on the backend', () => {
  const other = { cause: 'wrong_version', exitCode: null, stdout: [], stderr: ['the workdir is at bbbbbbb'] } as const;

  test('D5 nothing is trusted: the turn is given up, and the request queues again with its age to be deployed anew', () => {
    const story = running();
    const since = story.state.queuedSince;
    runEnds(story, undefined, { ...other, stdout: [], stderr: [...other.stderr] });
    expect(story.state).toMatchObject({ status: 'queued', queuedSince: since, turn: { state: 'ended' } });
    expect(factsOf(story, 'version_lost')).toEqual([{ fact: 'version_lost', why: 'the workdir is at bbbbbbb' }]);
    expect(job(story).state).toBe('waiting');
    deployed(story);
    expect(run(story)).toMatchObject({ attempt: 2, fencing: 2 });
  });

  test('D5 it is repeated three times, then people are asked', () => {
    const story = running();
    for (let turn = 0; turn < 3; turn += 1) {
      runEnds(story, undefined, { ...other, stdout: [], stderr: [] });
      deployed(story);
    }
    runEnds(story, undefined, { ...other, stdout: [], stderr: [] });
    expect(story.state.status).toBe('awaiting_verdict');
    expect(answers(story, 'grace', 'verdict', 'approve')?.code).toBe('not_approvable');
  });
});
