import { awaitsMerge, isHeld } from '#products/rehearsal/domain/fallen.ts';
import { expect } from '@jest/globals';
import { holdsLease } from '#contexts/operations/domain/deployment/state.ts';
import { liveRun, type Job } from '#contexts/plans/domain/job/state.ts';
import { gatesInTheWay } from '#products/rehearsal/domain/call-admins.ts';
import { isAuthor } from '#contexts/gates/domain/authors.ts';
import type { Fact } from '#products/rehearsal/domain/facts.ts';
import { clockOf } from '#products/rehearsal/domain/clock-question.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import type { QuestionKind } from '#products/rehearsal/domain/questions.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { endedWell, isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { wordsAwaited, wordOf } from '#contexts/plans/domain/job/word.ts';
import type { Clock } from '#products/rehearsal/domain/promises.ts';
import { isLive, resultOf } from '#contexts/operations/domain/run/state.ts';
import type { Story } from '#test/support/given-request.ts';
import { notWaivable } from '#contexts/gates/domain/open-gates.ts';

/** Must hold in every state that can be reached. */
export function checkState(state: RequestState): void {
  for (const job of state.jobs) checkJob(state, job);
  const live = state.jobs.flatMap(({ runs }) => runs.filter(isLive));
  expect(live.length).toBeLessThanOrEqual(1);
  for (const run of live) expect(state.turn).toMatchObject({ state: 'deployed', fencing: run.fencing, sha: run.sha });
  if (isClosed(state)) checkClosed(state);
  checkClocks(state);
  const asked = state.questions
    .filter(({ state: is }) => is === 'open')
    .map(({ kind, step, covers = [] }) => `${kind} ${step ?? ''}${covers.join()}`);
  for (const { kind, state: is, covers = [] } of state.questions)
    if (kind === 'verdicts')
      expect(is).toBe(state.questions.some(({ id, state: of }) => covers.includes(id) && of === 'open') ? 'open' : 'closed');
  expect(new Set(asked).size).toBe(asked.length);
  if (!isClosed(state)) expect(asked).toContain(state.status === 'waiting_for_confirmation' ? 'confirm ' : 'withdraw ');
}

function checkJob(state: RequestState, job: Job): void {
  expect(job.state === 'running').toBe(liveRun(job) !== undefined);
  if (job.state === 'approved') {
    const { approval } = job;
    const run = job.runs.find(({ id }) => id === approval.runId);
    expect(run?.state).toBe('done');
    expect(resultOf(run)?.failure).toBeUndefined();
    expect(approval.outcomeVerified.trim()).not.toBe('');
    if (resultOf(run)?.outcome !== 'succeeded')
      expect(approval.expectedOutput).toMatchObject({ kind: 'overridden', reason: expect.stringMatching(/\S/) });
    expect(['grace', 'alan']).toContain(approval.by);
    expect(approval.runId).toBe(job.runs.at(-1)?.id);
    const { first } = approval;
    if (first !== undefined)
      expect([first.runId, first.sha, ['grace', 'alan'].filter((id) => id !== approval.by)]).toEqual([
        approval.runId,
        approval.sha,
        [first.by],
      ]);
    expect([approval.sha, run?.sha]).toEqual([state.headSha, state.headSha]);
  }
  if (job.state === 'awaiting_verdict' || job.state === 'approved') checkBuiltOn(state, job);
  const open = state.questions.filter((question) => question.state === 'open' && question.step === job.step);
  if (isClosed(state)) return;
  if (job.state === 'awaiting_verdict') expect(open).toMatchObject([{ kind: 'verdict', id: job.question }]);
  else if (job.state === 'invalid_data_found') expect(open).toMatchObject([{ kind: 'hold', id: job.question }]);
  else expect(open.filter(({ kind }) => kind === 'verdict' || kind === 'hold')).toEqual([]);
  expect(['rejected', 'cancelled']).not.toContain(job.state);
}

/** Evidence stands on runs that were over before it began, and that are still the last of their jobs. */
function checkBuiltOn(state: RequestState, job: Job): void {
  const began = job.runs.at(-1)?.intendedAt ?? 0;
  for (const need of job.ask.needs) {
    const base = state.jobs.find(({ step }) => step === need)?.runs.at(-1);
    expect(base !== undefined && !isLive(base) && base.intendedAt <= began).toBe(true);
  }
}

function checkClosed(state: RequestState): void {
  // G7, G9: what was approved and is still to be merged may be held by a gate, which admins may waive.
  const isGates = ({ kind }: { kind: string }): boolean => kind === 'gates' && awaitsMerge(state);
  expect(state.clocks.filter((clock) => clock.state !== 'stopped' && !isGates(clock))).toEqual([]);
  const ran = endedWell(state) && state.jobs.some((job) => job.state === 'approved');
  const asked = state.questions.filter((question) => question.state === 'open' && !(isGates(question) && isHeld(state)));
  expect(asked.map(({ kind }) => kind)).toEqual(ran ? ['production'] : []);
  expect(state.jobs.filter((job) => job.state === 'waiting' || job.state === 'on_hold')).toEqual([]);
  if (state.status === 'approved') expect(state.jobs.every((job) => job.state === 'approved')).toBe(true);
}

/** S1, S3: one running clock for each answer that an admin owes, and no other; what gates keep from being granted is not owed. */
function checkClocks(state: RequestState): void {
  const open = (...kinds: QuestionKind[]): number =>
    state.questions.filter((question) => question.state === 'open' && kinds.includes(question.kind)).length;
  const run = (kind: Clock['kind']): number => state.clocks.filter((clock) => clock.kind === kind && clock.state === 'running').length;
  expect([run('review'), run('verdict')]).toEqual(
    isHeld(state) ? [0, open('manual_test')] : [open('review'), promised(state) + open('manual_test')],
  );
  const words = state.jobs.filter((job) => wordOf(job)?.state === 'asked').length;
  if (!isClosed(state)) expect([open('word'), open('word_waiver'), run('word')]).toEqual([words, words, words]);
  checkCalled(state);
  expect(open('review')).toBe(state.status === 'in_review' ? 1 : 0);
}

/** G7: one clock at most; it runs only while a waiver is asked for, and only something that can be waived is in the way. */
function checkCalled(state: RequestState): void {
  const clocks = state.clocks.filter((clock) => clock.kind === 'gates' && clock.state !== 'stopped');
  expect(clocks.length).toBeLessThanOrEqual(1);
  const isAsked = state.questions.some((question) => question.kind === 'gates' && question.state === 'open');
  if (clocks.some((clock) => clock.state === 'running')) expect(isAsked).toBe(true);
  if (isAsked) expect(gatesInTheWay(state).some((gate) => notWaivable(gate) === undefined)).toBe(true);
  for (const { headSha, ended } of state.waivers) if (ended === undefined) expect(headSha).toBe(state.headSha);
}

/** Verdicts that are asked for together have one clock; those that wait for others to end have none yet. */
function promised(state: RequestState): number {
  const owed = state.questions
    .filter(({ kind, state: is }) => kind === 'verdict' && is === 'open')
    .map((question) => clockOf(state, question));
  const ids = new Set(owed.flatMap((clock) => (clock === undefined ? [] : [clock.id])));
  const busy = state.jobs.some((job) => liveRun(job) !== undefined);
  if (!busy) expect(owed).not.toContain(undefined);
  return ids.size;
}

/** What must hold of each step on the timeline, seen from the state before it. */
export function checkFacts(before: RequestState, facts: readonly Fact[]): void {
  let granted = before.turn?.state === 'ended' || before.turn === undefined;
  for (const fact of facts) {
    if (fact.fact === 'turn_granted') expect(granted).toBe(true);
    if (fact.fact === 'turn_ended') granted = true;
    if (fact.fact === 'answered') expect(before.questions.find(({ id }) => id === fact.question)?.state).toBe('open');
  }
}

/** R1: at the instant a run begins, all it needs has passed at the same commit. Looks at the state in which it began. */
export function checkRunStart(state: RequestState, step: string): void {
  const job = state.jobs.find((one) => one.step === step);
  const begun = job?.runs.at(-1);
  if (job !== undefined) expect(wordsAwaited(state.jobs, job)).toEqual([]);
  for (const need of job?.ask.needs ?? []) {
    const needed = state.jobs.find((one) => one.step === need);
    const evidence = needed?.runs.at(-1);
    expect(evidence?.sha).toBe(begun?.sha);
    if (needed?.ask.role === 'audit') expect(needed.state).toBe('approved');
    else if (needed?.state !== 'approved') expect(resultOf(evidence)?.outcome).toBe('succeeded');
  }
}

export function checkStory(story: Story): void {
  expect(fold(story.timeline)).toEqual(story.state);
  expect(JSON.parse(JSON.stringify(story.state))).toEqual(story.state);
  if (!holdsLease(story.state.turn)) expect(story.state.jobs.flatMap(({ runs }) => runs.filter(isLive))).toEqual([]);
}

/** Whoever may answer is asked, and no author as one who decides. */
export function checkMails(story: Story, facts: readonly Fact[], sent: readonly { to: string; question?: number }[]): void {
  const { people } = story.rules;
  for (const fact of facts) {
    if (fact.fact === 'verdicts_wanted') expect(sent.some(({ question }) => question === (fact.together ?? fact.questions[0]))).toBe(true);
    if (fact.fact !== 'asked' || fact.kind === 'withdraw' || fact.kind === 'verdict' || fact.kind === 'verdicts') continue;
    if (fact.kind === 'production') continue;
    const to = sent.filter(({ question }) => question === fact.question).map((mail) => mail.to);
    expect(to.length).toBeGreaterThan(0);
    expect(to.includes('contributor')).toBe(questionKinds[fact.kind].asked.includes('contributor'));
    for (const id of to) {
      const one = people.find((person) => person.id === id);
      if (one !== undefined) expect(isAuthor(one, story.state)).toBe(false);
    }
  }
}
