import type { Refusal } from '#products/rehearsal/domain/decision.ts';
import { lastRun, liveRun, type Job } from '#contexts/plans/domain/job/state.ts';
import type { RunEnding } from '#contexts/verdict/domain/judge.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';
import { answers, begin, does, recordGates, tries, type Beginning, type Story } from '#test/support/given-request.ts';

/** The gates pass and an admin accepts: it is queued. */
export function throughReview(story: Story, backend?: string): Story {
  if (story.state.status !== 'in_review') recordGates(story);
  must(answers(story, 'grace', 'review', 'accept', backend === undefined ? {} : { backend }));
  return story;
}

/** A turn on the backend. */
export function granted(story: Story): Story {
  does(story, { command: 'grant_turn', fencing: story.nextFencing });
  story.nextFencing += 1;
  return story;
}

export function testRefMade(story: Story): Story {
  does(story, { command: 'record_test_ref', fencing: fencingOf(story), testRef: 'test-pr12345-aaaaaaa', testSha: 'c'.repeat(40) });
  return story;
}

/** Every step of the deployment passes, people included; the first job is under way. */
export function deployed(story: Story): Story {
  if (story.state.status === 'queued') granted(story);
  if (story.state.turn?.state === 'preparing') testRefMade(story);
  for (const { name, kind } of story.state.turn?.steps ?? []) {
    startsStep(story, name);
    if (kind === 'manual') must(answers(story, 'tim', 'manual_step', 'passed', { step: name }));
    else endsStep(story, name, true);
  }
  return story;
}

export function startsStep(story: Story, step: string): void {
  does(story, { command: 'start_deploy_step', fencing: fencingOf(story), step });
}

export function endsStep(story: Story, step: string, passed: boolean, note = ''): void {
  does(story, { command: 'end_deploy_step', fencing: fencingOf(story), step, passed, note });
}

export function fencingOf(story: Story): number {
  return story.state.turn?.fencing ?? 0;
}

/** A story whose first job is under way. */
export function running(beginning?: Beginning): Story {
  return deployed(throughReview(begin(beginning)));
}

export function job(story: Story, step?: string): Job {
  const found = story.state.jobs.find((candidate) => step === undefined || candidate.step === step);
  if (found === undefined) throw new Error(`no job ${step ?? ''}`);
  return found;
}

export function run(story: Story, step?: string): Run {
  const found = lastRun(job(story, step));
  if (found === undefined) throw new Error(`no run of ${step ?? 'the first job'}`);
  return found;
}

export function isRunning(story: Story, step?: string): boolean {
  return liveRun(job(story, step)) !== undefined;
}

/** By default: it ended by itself, quietly, with exactly the line that sample jobs expect. */
export function ending(over: Partial<RunEnding> = {}): RunEnding {
  return { cause: 'exited', exitCode: 0, chunks: { stdout: 1, stderr: 0 }, stdout: ['done'], stderr: [], observable: true, ...over };
}

export function triesToEnd(story: Story, step: string | undefined, over: Partial<RunEnding> = {}): Refusal | undefined {
  const { id, fencing } = run(story, step);
  return tries(story, { command: 'end_run', run: id, fencing, ending: ending(over) });
}

export function runEnds(story: Story, step?: string, over: Partial<RunEnding> = {}): Story {
  must(triesToEnd(story, step, over));
  return story;
}

/** Launched, seen at work, ended well. */
export function runPasses(story: Story, step?: string): Story {
  const { id, fencing } = run(story, step);
  does(story, { command: 'record_launch', run: id });
  does(story, { command: 'start_run', run: id, fencing });
  return runEnds(story, step);
}

export function approves(story: Story, step?: string, who = 'grace'): Story {
  must(answers(story, who, 'verdict', 'approve', step === undefined ? {} : { step }));
  return story;
}

export function rejects(story: Story, step?: string, who = 'grace'): Story {
  must(answers(story, who, 'verdict', 'reject', step === undefined ? {} : { step }));
  return story;
}

export function undoes(story: Story, who: string, question: number): Refusal | undefined {
  return tries(story, { command: 'undo', question }, { kind: 'person', id: who });
}

export function cancelConfirmed(story: Story, step?: string): void {
  does(story, { command: 'cancel_confirmed', run: run(story, step).id });
}

function must(refused: Refusal | undefined): void {
  if (refused !== undefined) throw new Error(`${refused.code}: ${refused.message}`);
}

export const auditThenMigration: Beginning = {
  jobs: [
    { name: 'AuditTopicsJob', step: 'audit', role: 'audit' },
    { name: 'MigrateTopicsJob', step: 'migrate', role: 'migration', needs: ['audit'] },
  ],
};
