import { describe, expect, test } from '@jest/globals';
import { answers, clocks, does, headMoves, isAsked } from '#test/support/given-request.ts';
import {
  approves,
  cancelConfirmed,
  deployed,
  job,
  rejects,
  run,
  runEnds,
  running,
  runPasses,
  undoes,
} from '#test/support/request-steps.ts';

describe('evidence on top of a run that is made again', () => {
  const chain = { jobs: [{ step: 'm' }, { step: 'v', needs: ['m'] }, { step: 'other' }] };

  test('R1 what built on it is found out anew, also what was approved; the rest stays', () => {
    const story = running(chain);
    for (const step of ['m', 'v', 'other']) runPasses(story, step);
    approves(story, 'v');
    answers(story, 'grace', 'verdict', 'rerun', { step: 'm' });
    expect(story.state.jobs.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'awaiting_verdict']);
    deployed(story);
    for (const step of ['m', 'v']) runPasses(story, step);
    for (const step of ['m', 'v', 'other']) approves(story, step);
    expect(story.state.status).toBe('approved');
    expect(story.state.jobs.map(({ runs }) => runs.length)).toEqual([2, 2, 1]);
  });

  test('R1 S3 a verdict that was asked for on top of it is asked no more, and its clock stops', () => {
    const story = running(chain);
    for (const step of ['m', 'v', 'other']) runPasses(story, step);
    answers(story, 'grace', 'verdict', 'rerun', { step: 'm' });
    expect(isAsked(story.state, 'verdict', 'v')).toBe(false);
    expect(clocks(story, 'verdict', 'running')).toHaveLength(1);
  });

  test('R1 R10 one that is running is superseded, and even if it ends well it runs again', () => {
    const story = running(chain);
    runPasses(story, 'm');
    answers(story, 'grace', 'verdict', 'rerun', { step: 'm' });
    expect(run(story, 'v').cancelling).toMatchObject({ reason: 'superseded' });
    runEnds(story, 'v');
    expect(run(story, 'm')).toMatchObject({ attempt: 2, state: 'pending' });
    runPasses(story, 'm');
    expect(run(story, 'v')).toMatchObject({ attempt: 2, state: 'pending' });
  });
});

describe('cancelling', () => {
  const two = { jobs: [{ step: 'a' }, { step: 'b' }] };

  test('R10 it is cancelling until the executor confirms; asked twice is fine', () => {
    const story = running(two);
    answers(story, 'contributor', 'withdraw', 'withdraw');
    expect(run(story, 'a')).toMatchObject({ state: 'pending', cancelling: { reason: 'contributor' } });
    cancelConfirmed(story, 'a');
    expect(run(story, 'a').state).toBe('cancelled');
    const { version } = story.state;
    cancelConfirmed(story, 'a');
    expect(story.state.version).toBe(version);
  });

  test.each(['pending', 'preparing', 'executing'])('R10 while %s', (state) => {
    const story = running();
    const { id } = run(story);
    if (state !== 'pending') does(story, { command: 'record_launch', run: id });
    if (state === 'executing') does(story, { command: 'start_run', run: id, fencing: 1 });
    headMoves(story);
    expect(run(story)).toMatchObject({ state, cancelling: { reason: 'superseded' } });
    runEnds(story, undefined, { cause: 'cancelled', exitCode: null });
    expect(run(story)).toMatchObject({ state: 'cancelled', reason: 'superseded' });
  });

  test('R10 a confirmation that nobody asked for changes nothing', () => {
    const story = running();
    cancelConfirmed(story);
    expect(run(story).state).toBe('pending');
  });

  test('R10 a run that finished first stays finished, and earlier evidence is kept', () => {
    const story = running(two);
    runPasses(story, 'a');
    rejects(story, 'a');
    expect(run(story, 'b').cancelling).toMatchObject({ reason: 'admin' });
    runEnds(story, 'b');
    expect([run(story, 'a').state, run(story, 'b').state, job(story, 'b').state]).toEqual(['done', 'done', 'cancelled']);
    expect(story.state).toMatchObject({ status: 'rejected', turn: { state: 'ended' } });
  });

  test('R10 A5 rejected and undone while a run is being cancelled: it runs again', () => {
    const story = running(two);
    runPasses(story, 'a');
    rejects(story, 'a');
    const { id } = story.state.questions.findLast(({ kind }) => kind === 'verdict') ?? { id: 0 };
    expect(undoes(story, 'grace', id)).toBeUndefined();
    cancelConfirmed(story, 'b');
    expect(story.state.status).toBe('queued');
    deployed(story);
    expect(job(story, 'b').runs.map(({ state }) => state)).toEqual(['cancelled', 'pending']);
  });

  test('R9 the provider cancelled it, unasked: people decide', () => {
    const story = runEnds(running(), undefined, { cause: 'cancelled', exitCode: null });
    expect(run(story)).toMatchObject({ state: 'failed', result: { failure: { class: 'cancelled' } } });
    expect(isAsked(story.state, 'verdict')).toBe(true);
  });
});
