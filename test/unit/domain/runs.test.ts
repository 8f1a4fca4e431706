import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import { describe, expect, test } from '@jest/globals';
import { drive } from '#contexts/operations/domain/drive.ts';
import { runNamed } from '#products/rehearsal/domain/operations.ts';
import type { RunEnding } from '#contexts/verdict/domain/judge.ts';
import { MINUTE } from '#kernel/time.ts';
import { answers, clocks, does, factsOf, headMoves, isAsked, mailsTo, tries, wait, HOUR } from '#test/support/given-request.ts';
import { drives, isOf } from '#test/support/operations.ts';
import { approves, deployed, isRunning, job, run, runEnds, running, runPasses, triesToEnd } from '#test/support/request-steps.ts';

const lost: Partial<RunEnding> = { cause: 'worker_lost', exitCode: null, stdout: [] };

describe('the order of jobs', () => {
  test('R1 independent jobs run one by one in form order', () => {
    const story = running({ jobs: [{ step: 'one' }, { step: 'two' }, { step: 'three' }] });
    for (const step of ['one', 'two', 'three']) {
      expect(story.state.jobs.filter((each) => isRunning(story, each.step)).map((each) => each.step)).toEqual([step]);
      runPasses(story, step);
    }
    expect(story.state.status).toBe('awaiting_verdict');
  });

  test('R1 needs before form order', () => {
    const story = running({ jobs: [{ step: 'after', needs: ['before'] }, { step: 'before' }] });
    expect(isRunning(story, 'before')).toBe(true);
    runPasses(story, 'before');
    expect(isRunning(story, 'after')).toBe(true);
  });

  test('R1 a need that ran with anything but success waits for a person', () => {
    const story = runEnds(running({ jobs: [{ step: 'a' }, { step: 'b', needs: ['a'] }] }), 'a', { stdout: ['done', 'odd'] });
    expect(job(story, 'b')).toMatchObject({ state: 'waiting', runs: [] });
    expect(story.state.status).toBe('awaiting_verdict');
    answers(story, 'grace', 'verdict', 'approve', { overrideReason: 'odd is fine' });
    deployed(story);
    expect(isRunning(story, 'b')).toBe(true);
  });

  test('R1 an audit must have been approved, not only passed', () => {
    const story = runPasses(
      running({
        jobs: [
          { step: 'a', role: 'audit' },
          { step: 'b', needs: ['a'] },
        ],
      }),
      'a',
    );
    expect(job(story, 'b').runs).toEqual([]);
    expect(story.state.status).toBe('awaiting_verdict');
  });

  test('R1 all needs, not some', () => {
    const story = running({ jobs: [{ step: 'a' }, { step: 'b' }, { step: 'c', needs: ['a', 'b'] }] });
    runPasses(story, 'a');
    runEnds(story, 'b', { exitCode: 1 });
    expect(job(story, 'c').state).toBe('waiting');
  });
});

describe('a run', () => {
  test('R3 its name is known before it is launched, and says request, job and attempt', () => {
    const story = running();
    expect(run(story)).toMatchObject({ id: 'rq7k2m-0-1', attempt: 1, state: 'pending', sha: story.state.headSha });
    expect(drives(story, 'run')[0]).toEqual(drive(runNamed('rq7k2m-0-1'), 'launch'));
  });

  test('R4 pending, preparing, executing, done', () => {
    const story = running();
    const seen = [run(story).state];
    does(story, { command: 'record_launch', run: run(story).id });
    seen.push(run(story).state);
    does(story, { command: 'start_run', run: run(story).id, fencing: 1 });
    seen.push(run(story).state);
    runEnds(story);
    expect([...seen, run(story).state]).toEqual(['pending', 'preparing', 'executing', 'done']);
  });

  test('R4 from its intention on a run is looked after once its time is over, even if it is never launched', () => {
    const story = running();
    expect(story.wanted).toContainEqual({
      effect: drive(runNamed(run(story).id), 'watch'),
      notBefore: story.now + HOUR + 32 * MINUTE,
      patient: true,
    });
    does(story, { command: 'lose_run', run: run(story).id, why: 'silent' });
    expect(run(story).state).toBe('lost');
  });

  test('R3 R4 the end may come before the news of the launch', () => {
    const story = runEnds(running());
    expect(run(story)).toMatchObject({ state: 'done', result: { outcome: 'succeeded' } });
    does(story, { command: 'record_launch', run: run(story).id });
    expect(run(story).state).toBe('done');
  });

  test('R4 an end is an end: later news changes nothing', () => {
    const story = runEnds(running({ jobs: [{ step: 'a' }, { step: 'b' }] }), 'a');
    const { version } = story.state;
    runEnds(story, 'a', { exitCode: 1 });
    does(story, { command: 'start_run', run: run(story, 'a').id, fencing: 1 });
    does(story, { command: 'lose_run', run: run(story, 'a').id, why: 'late' });
    does(story, { command: 'cancel_confirmed', run: run(story, 'a').id });
    does(story, { command: 'record_launch', run: 'unknown-0-1' });
    expect(story.state.version).toBe(version);
  });

  test('Q3 news under another lease number is stale', () => {
    const story = running();
    const { id } = run(story);
    expect(tries(story, { command: 'start_run', run: id, fencing: 9 })?.code).toBe('stale');
    expect(triesToEnd(runPasses(running()), undefined)?.code).toBe('stale');
  });

  test('R4 a lost run never counts as passed; admins and the contributor are told', () => {
    const story = running({ jobs: [{ step: 'a' }, { step: 'b', needs: ['a'] }] });
    does(story, { command: 'lose_run', run: run(story, 'a').id, why: 'no news for an hour' });
    expect(run(story, 'a')).toMatchObject({ state: 'lost', why: 'no news for an hour' });
    expect(job(story, 'b').runs).toEqual([]);
    for (const who of ['contributor', 'grace', 'alan']) expect(mailsTo(story, who)).toContain('run_lost');
    expect(mailsTo(story, 'ada')).toEqual([]);
    expect(answers(story, 'grace', 'verdict', 'approve', { overrideReason: 'trust me' })?.code).toBe('not_approvable');
  });

  test('S1 from the moment a run is ready to be judged its verdict clock runs', () => {
    const story = runPasses(running());
    expect(clocks(story, 'verdict', 'running')).toMatchObject([{ id: `verdict:${run(story).id}`, dueAt: story.now + 24 * HOUR }]);
    expect(mailsTo(story, 'grace')).toContain('verdict_request');
    expect(mailsTo(story, 'contributor')).toContain('run_finished');
  });
});

function isLaunch({ effect }: Wanted): boolean {
  return isOf(effect, 'run') && effect.phase === 'launch';
}

describe('another attempt', () => {
  test('R9 bad luck is tried again only if the job says that it is safe', () => {
    const story = runEnds(running(), undefined, lost);
    expect(job(story).runs).toHaveLength(1);
    expect(isAsked(story.state, 'verdict')).toBe(true);
    expect(run(story)).toMatchObject({ state: 'failed', result: { failure: { class: 'worker_lost' } } });
  });

  test('R9 at most three times, later each time, and every cause is kept', () => {
    const story = running({ jobs: [{ safeToRerun: true }] });
    const delays = [1, 2, 3].map(() => {
      runEnds(story, undefined, lost);
      return (story.wanted.findLast(isLaunch)?.notBefore ?? 0) - story.now;
    });
    expect(delays).toEqual([MINUTE, 4 * MINUTE, 16 * MINUTE]);
    runEnds(story, undefined, lost);
    expect(job(story).runs.map(({ state, attempt }) => [state, attempt])).toEqual([
      ['failed', 1],
      ['failed', 2],
      ['failed', 3],
      ['failed', 4],
    ]);
    expect(factsOf(story, 'retry_planned').map(({ cause }) => cause)).toEqual(['worker_lost', 'worker_lost', 'worker_lost']);
    expect(isAsked(story.state, 'verdict')).toBe(true);
  });

  test.each([{ exitCode: 1 }, { stderr: ['KeyError: 3'] }, { stdout: [] }, { cause: 'timed_out', exitCode: null }] as const)(
    'R9 %j is no bad luck and is not tried again',
    (over) => {
      const story = runEnds(running({ jobs: [{ safeToRerun: true }] }), undefined, over as Partial<RunEnding>);
      expect(job(story).runs).toHaveLength(1);
    },
  );

  test('R9 attempts of other commits and those that a person ordered do not use up the retries', () => {
    const story = running({ jobs: [{ safeToRerun: true }] });
    for (let n = 0; n < 4; n += 1) {
      runEnds(story, undefined, { stdout: [] });
      answers(story, 'grace', 'verdict', 'rerun');
      deployed(story);
    }
    expect(run(story).attempt).toBe(5);
    runEnds(story, undefined, lost);
    expect(run(story)).toMatchObject({ attempt: 6, state: 'pending' });
  });

  test('R9 G1 bad luck on an older commit is not held against the newer one', () => {
    const story = running({ jobs: [{ safeToRerun: true }] });
    for (let n = 0; n < 3; n += 1) runEnds(story, undefined, lost);
    headMoves(story);
    runEnds(story, undefined, lost);
    answers(story, 'grace', 'review', 'accept');
    deployed(story);
    for (let n = 0; n < 3; n += 1) runEnds(story, undefined, lost);
    expect(run(story)).toMatchObject({ attempt: 8, state: 'pending' });
  });

  test("R9 run again on an admin's word starts at once, keeps its age, and needs a reason", () => {
    const story = runEnds(running(), undefined, lost);
    expect(answers(story, 'grace', 'verdict', 'rerun', { comment: '' })?.code).toBe('comment_missing');
    const since = story.state.queuedSince;
    wait(story, HOUR);
    answers(story, 'grace', 'verdict', 'rerun');
    expect(story.state).toMatchObject({ status: 'queued', queuedSince: since });
    expect(clocks(story, 'verdict', 'running')).toEqual([]);
    deployed(story);
    expect(story.wanted.findLast(isLaunch)).toEqual({ effect: expect.objectContaining({ phase: 'launch' }) });
    approves(runPasses(story));
    expect(story.state.status).toBe('approved');
  });
});
