import { MINUTE, type Instant } from '#kernel/time.ts';
import { drive } from '#contexts/operations/domain/drive.ts';
import { nextStepOf } from '#contexts/plans/domain/turn.ts';
import type { Deployment } from '#contexts/operations/domain/deployment/state.ts';
import { stepProgram } from '#contexts/operations/domain/programs.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import { stepNamed, testRefNamed } from '#products/rehearsal/domain/operations.ts';
import { stepTimeout } from '#products/rehearsal/domain/rules.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';

/** How long after its own time limit a silent run or step is looked at. */
export const WATCH_GRACE = 2 * MINUTE;

export function offer(backend: string): Wanted {
  return { effect: { kind: 'offer_turn', backend } };
}

/** The backend that was left is free for others; if this request waits for another one, it could not be served there until now. */
export function offerAfterAllocation(after: Allocated & Lifecycle): Wanted[] {
  const left = after.turn?.backend ?? after.backend;
  return after.status === 'queued' && after.backend !== left ? [offer(left), offer(after.backend)] : [offer(left)];
}

export function makeTestRef(fencing: number): Wanted {
  return { effect: drive(testRefNamed(fencing), 'launch') };
}

function carryOut(fencing: number, step: string): Wanted {
  return { effect: drive(stepNamed(step, fencing), 'launch') };
}

function watch(fencing: number, step: string, notBefore: Instant): Wanted {
  return { effect: drive(stepNamed(step, fencing), 'watch'), notBefore, patient: true };
}

export function nextStep(after: Allocated): Wanted[] {
  const { turn } = after;
  const step = turn === undefined ? undefined : nextStepOf(turn);
  return turn === undefined || step?.state !== 'waiting' ? [] : [carryOut(turn.fencing, step.name)];
}

/** Every promise has a sweeper: a step that says nothing is looked at after its time limit, a person's too: it holds the backend. */
export function watchStep(fact: FactOf<'deploy_step_started'>, { after, rules, at }: Commit): Wanted[] {
  if (after.turn === undefined) return [];
  const timeout = stepTimeout(rules, after.turn.backend, fact.step);
  if (timeout === undefined) return [];
  return [watch(after.turn.fencing, fact.step, at + timeout + WATCH_GRACE)];
}

/** What puts the backend in order goes on whatever comes of its steps (D6). */
export function afterStep(fact: FactOf<'deploy_step_ended'>, commit: Commit): Wanted[] {
  const { after } = commit;
  if (after.turn?.state === 'clearing') return nextStep(after);
  if (after.status !== 'deploying') return [];
  return fact.passed ? nextStep(after) : watchTriage(fact, commit);
}

/** D3: a failed step that QA says nothing of does not hold the backend for ever. */
function watchTriage(fact: FactOf<'deploy_step_ended'>, { after, rules, at }: Commit): Wanted[] {
  return after.turn === undefined ? [] : [watch(after.turn.fencing, fact.step, at + rules.answerWithin)];
}

/** Z4: what its steps wrote goes: with the contributor, and when another turn takes the place of this one. */
export function forgetSteps(turn: Deployment | undefined): Wanted[] {
  const wrote = turn?.steps.filter(({ kind, state }) => state !== 'waiting' && stepProgram(kind).executors.includes('agent')) ?? [];
  return turn === undefined ? [] : wrote.map(({ name }) => ({ effect: drive(stepNamed(name, turn.fencing), 'forget') }));
}
