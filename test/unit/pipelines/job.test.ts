import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JobAsked } from '#products/pipelines/domain/job/commands.ts';
import { judgeEnd } from '#products/pipelines/domain/job/ends.ts';
import type { JobFact } from '#products/pipelines/domain/job/facts.ts';
import { attemptId, attemptOf, attemptOperation, jobId } from '#products/pipelines/domain/job/names.ts';
import { jobProcess } from '#products/pipelines/domain/job/process.ts';
import { showStatus } from '#products/pipelines/domain/job/shown.ts';
import type { ActionStage } from '#contexts/operations/domain/action/result.ts';
import { pauseAfter } from '#products/pipelines/domain/job/pause.ts';
import { isOver, pausing, type JobState } from '#products/pipelines/domain/job/state.ts';
import { anyCommand, ended, jobRules, newJob } from '#test/support/pipelines/jobs.ts';
import { hash } from 'node:crypto';

const by = { kind: 'system', part: 'test' } as const;

/** What the commands made of it, one by one: state, facts, and what was asked for. */
function play(commands: readonly JobAsked[], from: JobState = newJob()) {
  let job = from;
  return commands.map((command, n) => {
    const [before, at] = [job, 10 * (n + 1)];
    const decided = jobProcess.decide(job, { ...command, id: `c${n}`, at, by }, jobRules);
    if ('refused' in decided) return { command, before, job, facts: [] as JobFact[], effects: [], refused: decided.refused.code };
    job = { ...decided.state, version: job.version + 1 };
    const effects = jobProcess.react({ before, facts: decided.facts, after: job, rules: jobRules, at }).map(({ effect }) => effect);
    return { command, before, job, facts: decided.facts, effects, refused: undefined };
  });
}

const last = (commands: readonly JobAsked[], from?: JobState): JobState => play(commands, from).at(-1)?.job ?? newJob();
const start = (attempt: number): JobAsked => ({ command: 'start', attempt });
const end = (attempt: number, given = {}): JobAsked => ({ command: 'end_attempt', attempt, end: ended(given) });

test('K5 R10 whatever is said of a job, in any order: what is over stays as it is, one attempt at a time, and nothing false has succeeded', () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 60 }), fc.boolean(), (commands, usesDatabase) => {
      for (const { command, before, job, facts, effects } of play(commands, newJob({ usesDatabase }))) {
        expect(jobProcess.schema.safeParse(job)).toMatchObject({ success: true });
        expect(job.id).toBe(before.id);
        if (isOver(before)) expect(job).toMatchObject({ state: before.state, completedAt: before.completedAt });
        if (job.attempts > before.attempts)
          expect([before.attempt, before.state, job.attempts]).toEqual([undefined, 'waiting', before.attempts + 1]);
        if (job.state === 'succeeded' && before.state !== 'succeeded')
          expect(command).toMatchObject({
            command: 'end_attempt',
            attempt: before.attempt?.n,
            end: { cause: 'exited', exitCode: 0, unmatched: [] },
          });
        if ('attempt' in command && command.command !== 'start' && command.attempt !== before.attempt?.n) expect(facts).toEqual([]);
        if (job.state === 'running') expect([job.attempt?.n, job.attempt?.stopping]).toEqual([job.attempts, undefined]);
        if (job.state === 'waiting') expect('startedAt' in job).toBe(false);
        expect(job.losses).toBeLessThanOrEqual(jobRules.pipelines.retries + 1);
        expect(phases(effects)).toEqual(promised(before, job));
      }
    }),
    { numRuns: 300 },
  );
});

function phases(effects: readonly { kind: string; phase?: string }[]): string[] {
  return effects.map(({ kind, phase }) => phase ?? kind).toSorted();
}

/** B6. What has to follow from a change of a job, and nothing else. */
function promised(before: JobState, { attempt, attempts, ...job }: JobState): string[] {
  return [
    ...(attempts > before.attempts ? ['launch', 'watch'] : []),
    ...(attempt?.stopping !== undefined && before.attempt?.stopping === undefined ? ['cancel'] : []),
    ...(before.attempt !== undefined && attempt === undefined ? ['offer_turn'] : []),
    ...(job.state === 'waiting' && job.pause !== undefined && before.state === 'running' ? ['offer_turn'] : []),
    ...('completedAt' in job && !isOver(before) ? ['settle_job'] : []),
  ].toSorted();
}

test('Z1 a job is the fold of its facts', () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 40 }), (commands) => {
      let folded = newJob();
      for (const { facts, job } of play(commands)) {
        for (const fact of facts)
          folded = (jobProcess.facts[fact.fact].evolve as (state: JobState, one: JobFact) => JobState)(folded, fact);
        expect({ ...folded, version: job.version }).toEqual(job);
      }
    }),
  );
});

test('R9 what was lost is tried again at most three times, and says at last why; its own exit code is never tried again', () => {
  const lost = (n: number): JobAsked[] => [start(n), end(n, { cause: 'worker_lost', exitCode: null })];
  expect(last([...lost(1), ...lost(2), ...lost(3)])).toMatchObject({ state: 'waiting', after: 'loss', losses: 3 });
  const over = last([...lost(1), ...lost(2), ...lost(3), ...lost(4)]);
  expect(over).toMatchObject({ state: 'failed', code: 'internal_error', message: 'Lost 4 times, at last because the agent lost it' });
  expect(last([start(1), end(1, { exitCode: 3, message: 'no table' })])).toMatchObject({
    state: 'failed',
    code: 'nonzero_exit',
    exitCode: 3,
    message: 'Job exited with exit code 3: no table',
    attempts: 1,
  });
});

describe('R9 B6 what could not be started', () => {
  const failing = { cause: 'launch_failed', exitCode: null, message: 'no registry' } as const;
  const { firstPause, beginsWithin, retries } = jobRules.pipelines;
  const decide = (job: JobState, command: JobAsked, at: number) => {
    const decided = jobProcess.decide(job, { ...command, id: `c${at}`, at, by }, jobRules);
    if ('refused' in decided) return { job, refused: decided.refused.code, effects: [] };
    const after = { ...decided.state, version: job.version + 1 };
    return { job: after, refused: undefined, effects: jobProcess.react({ before: job, ...decided, after, rules: jobRules, at }) };
  };

  test('is tried again after a pause that grows, not before, and its backend is offered then', () => {
    let [job, at] = [newJob(), 1_000];
    const pauses: number[] = [];
    for (let n = 1; n <= retries; n += 1) {
      const failed = decide(decide(job, start(n), at).job, end(n, failing), at);
      job = failed.job;
      if (job.state !== 'waiting' || job.pause === undefined) throw new Error('it does not pause');
      expect([job.pause.why, job.attempt]).toEqual(['no registry', undefined]);
      expect(failed.effects).toContainEqual({ effect: { kind: 'offer_turn', backend: 'local' }, notBefore: job.pause.until });
      pauses.push(job.pause.until - at);
      expect(decide(job, start(n + 1), job.pause.until - 1).refused).toBe('not_to_start');
      expect(pausing(job, job.pause.until - 1)).toBe(job.pause);
      expect(pausing(job, job.pause.until)).toBeUndefined();
      at = job.pause.until;
    }
    expect(pauses).toEqual([firstPause, 4 * firstPause, 16 * firstPause]);
    const over = decide(decide(job, start(retries + 1), at).job, end(retries + 1, failing), at).job;
    expect(over).toMatchObject({ state: 'failed', code: 'internal_error', cause: 'launch_failed', attempts: retries + 1 });
    expect(over).not.toHaveProperty('pause');
  });

  test('is cancelled at once, also in its pause; and a lost agent’s attempt makes none', () => {
    const paused = last([start(1), end(1, failing)]);
    expect(paused).toMatchObject({ state: 'waiting', pause: { why: 'no registry' } });
    expect(last([{ command: 'cancel', who: 'ada' }], paused)).toMatchObject({ state: 'cancelled', by: 'ada' });
    expect(last([{ command: 'cancel', who: 'ada' }], paused)).not.toHaveProperty('pause');
    expect(last([start(1), end(1, { cause: 'worker_lost', exitCode: null })])).not.toHaveProperty('pause');
  });

  test('pauses no longer, all in all, than an attempt may take to begin, whatever the settings say', () => {
    const minutes = fc.integer({ min: 1, max: 7 * 24 * 60 });
    fc.assert(
      fc.property(minutes, minutes, fc.integer({ min: 0, max: 20 }), (first, most, tries) => {
        const limits = { ...jobRules.pipelines, retries: tries, firstPause: first, beginsWithin: most };
        const all = Array.from({ length: tries }, (_, n) => pauseAfter(n + 1, limits));
        expect(all).toEqual(all.toSorted((a, b) => a - b));
        expect(all.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(most * 1.000001);
      }),
    );
    expect(pauseAfter(1, jobRules.pipelines) + pauseAfter(2, jobRules.pipelines) + pauseAfter(3, jobRules.pipelines)).toBeLessThan(
      beginsWithin,
    );
  });
});

test('R4 a silent agent’s attempt is asked to stop, and no other begins before that is confirmed', () => {
  const silent = [start(1), { command: 'lose_attempt', attempt: 1, cause: 'silent', why: 'nothing was heard' }] as const;
  expect(last(silent)).toMatchObject({ state: 'waiting', after: 'loss', attempt: { n: 1, stopping: { why: 'lost' } } });
  expect(play([...silent, start(2)]).at(-1)?.refused).toBe('not_to_start');
  expect(last([...silent, { command: 'confirm_stopped', attempt: 1 }, start(2)])).toMatchObject({ state: 'running', attempts: 2 });
  // It was there all the time, and had done it.
  expect(last([...silent, end(1)])).toMatchObject({ state: 'succeeded', startedAt: 10 });
});

test('B2 maintenance takes what uses the database away, a drain takes all; both wait at once and start once the old attempt has ended', () => {
  const away = (why: 'maintenance' | 'drain', usesDatabase: boolean) =>
    last([start(1), { command: 'reach_stage', attempt: 1, stage: 'executing' }, { command: 'interrupt', why }], newJob({ usesDatabase }));
  expect(away('maintenance', false)).toMatchObject({ state: 'running' });
  expect(showStatus(away('maintenance', true))).toMatchObject({ status: 'pending', code: 'waiting_db_maintenance' });
  expect(showStatus(away('drain', false))).toMatchObject({ status: 'pending', code: 'waiting_on_reboot' });
  const killed = last([end(1, { exitCode: 137 })], away('drain', false));
  expect(killed).toMatchObject({ state: 'waiting', after: 'drain' });
  expect(killed.attempt).toBeUndefined();
});

test('O5 N5 a job is cancelled at once, its attempt until it has stopped; cancelling what is over changes nothing and says so', () => {
  const cancelled = last([start(1), { command: 'cancel', who: 'ada' }]);
  expect(cancelled).toMatchObject({ state: 'cancelled', by: 'ada', completedAt: 20, attempt: { stopping: { why: 'cancelled' } } });
  expect(last([end(1)], cancelled)).toMatchObject({ state: 'cancelled', completedAt: 20 });
  const done = last([start(1), end(1)]);
  const [again] = play([{ command: 'cancel', who: 'ada' }], done);
  expect(again).toMatchObject({ refused: 'already_over', job: done });
});

test('R4 actionStages never go back, and are shown as they were told', () => {
  const stage = (name: ActionStage): JobAsked => ({ command: 'reach_stage', attempt: 1, stage: name });
  expect(showStatus(last([start(1)]))).toEqual({ status: 'running', code: 'initiated', message: 'Starting' });
  const executing = last([start(1), stage('executing'), stage('preparing')]);
  expect(showStatus(executing)).toMatchObject({ code: 'executing' });
  expect(play([start(1), stage('executing'), stage('executing')]).at(-1)?.facts).toEqual([]);
});

test.each([
  [{}, { end: 'succeeded' }],
  [{ unmatched: undefined }, { code: 'internal_error' }],
  [{ unmatched: ['*.csv'] }, { code: 'unmatched_patterns' }],
  [{ exitCode: null }, { code: 'nonzero_exit' }],
  [{ cause: 'out_of_memory', exitCode: 0 }, { code: 'nonzero_exit' }],
  [{ cause: 'timed_out', exitCode: 0 }, { code: 'job_error' }],
  [
    { cause: 'launch_failed', exitCode: 0 },
    { end: 'lost', cause: 'launch_failed' },
  ],
] as const)('R7 K3 an end is judged by all that was told of it: %j', (given, judged) => {
  expect(judgeEnd(ended(given))).toMatchObject(judged);
});

test('K5 a job’s id is made of its run and action, and an attempt’s of that', () => {
  const sha1 = (text: string): string => hash('sha1', text, 'hex');
  const id = jobId(sha1, 'aaaaaaaaaaaaaaaa', 'generate_dataset');
  expect(id).toMatch(/^[a-z2-7]{16}$/);
  expect(id).toBe(jobId(sha1, 'aaaaaaaaaaaaaaaa', 'generate_dataset'));
  expect(attemptId(id, 2)).toBe(`${id}-002`);
  expect(attemptOf(attemptOperation(id, 12))).toEqual({ job: id, n: 12 });
  expect(attemptOf({ of: 'attempt', id: `${id}-1` })).toBeUndefined();
});
