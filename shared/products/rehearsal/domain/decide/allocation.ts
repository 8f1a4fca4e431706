import { holdsLease, type Deployment } from '#contexts/operations/domain/deployment/state.ts';
import { nextStepOf } from '#contexts/plans/domain/turn.ts';
import { askedWhen, stepProgram, stepQuestions } from '#contexts/operations/domain/programs.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { ask, closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuseFrozen } from '#products/rehearsal/domain/decide/freeze.ts';
import { isHeld } from '#products/rehearsal/domain/fallen.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import { backendRules, hasBackend } from '#products/rehearsal/domain/rules.ts';

type Refused = { refused: Refusal } | undefined;

/** Q3: the backend is ours until the turn ends. The steps are copied as the settings have them now. */
export function grantAllocation(deciding: Deciding, command: CommandOf<'grant_turn'>): Refused {
  const { draft, at, rules } = deciding;
  const { state } = draft;
  if (state.status !== 'queued' || state.headSha === undefined) return refuse('not_possible_now', 'it no longer waits for a turn');
  const stale = state.turn !== undefined && command.fencing <= state.turn.fencing;
  if (stale) return refuse('stale', `lease ${command.fencing} is over`);
  if (holdsLease(state.turn)) return refuse('not_possible_now', 'its last turn is not over yet');
  if (isHeld(state)) return refuse('not_possible_now', 'a gate that it needs no longer holds');
  const frozen = refuseFrozen(deciding);
  if (frozen !== undefined) return frozen;
  closeQuestions(deciding, ['freeze']);
  const launchOnly = state.submission.mode === 'launch_only';
  const steps = launchOnly ? [] : backendRules(rules, state.backend).deploySteps;
  draft.record({
    fact: 'turn_granted',
    turn: {
      state: 'preparing',
      backend: state.backend,
      fencing: command.fencing,
      grantedAt: at,
      sha: state.headSha,
      steps: steps.map(({ name, kind }) => ({ name, kind, state: 'waiting' })),
    },
  });
  return undefined;
}

export function recordTestRef(deciding: Deciding, command: CommandOf<'record_test_ref'>): Refused {
  const { draft, at } = deciding;
  const stale = checkFencing(deciding, command.fencing);
  if (stale !== undefined) return stale;
  if (draft.state.status !== 'deploying' || draft.state.turn?.state !== 'preparing') return undefined;
  const { testRef, testSha, base } = command;
  draft.record({ fact: 'test_ref_made', testRef, testSha, ...(base === undefined ? {} : { base }) });
  if (draft.state.turn.steps.length === 0) draft.record({ fact: 'deployed', at });
  return undefined;
}

export function startDeployStep(deciding: Deciding, command: CommandOf<'start_deploy_step'>): Refused {
  const { draft, at } = deciding;
  const stale = checkFencing(deciding, command.fencing);
  if (stale !== undefined) return stale;
  const { turn } = draft.state;
  const isClearing = turn?.state === 'clearing';
  if (turn === undefined || (draft.state.status !== 'deploying' && !isClearing))
    return refuse('not_possible_now', 'the deployment was given up');
  const step = turn.steps.find(({ name }) => name === command.step);
  if (step?.state !== 'waiting') return undefined;
  if ((turn.state !== 'deploying' && !isClearing) || nextStepOf(turn) !== step)
    return refuse('not_possible_now', 'the steps before this one are not done');
  const asked = askedWhen(step.kind, 'started');
  const question = asked === undefined ? undefined : ask(deciding, asked, step.name);
  draft.record({ fact: 'deploy_step_started', step: step.name, at, ...(question === undefined ? {} : { question }) });
  return undefined;
}

/** D6: the request is done with the backend, which is put in order before the next one has it, if anything was put on it at all. */
export function endAllocation({ draft, at, rules }: Deciding, turn: Deployment): void {
  // What left the settings has nothing to be put in order by, and its turn can end all the same.
  const afterSteps = hasBackend(rules, turn.backend) ? (backendRules(rules, turn.backend).afterSteps ?? []) : [];
  const touched = turn.state === 'deployed' || turn.steps.some(({ state }) => state !== 'waiting');
  if (turn.state === 'clearing' ? nextStepOf(turn) !== undefined : touched && afterSteps.length > 0) {
    if (turn.state !== 'clearing')
      draft.record({ fact: 'clearing_begun', steps: afterSteps.map(({ name, kind }) => ({ name, kind })), at });
    return;
  }
  draft.record({ fact: 'turn_ended', at });
}

/** A step's end. The next step starts by its effect; after the last one the version is deployed. */
export function endDeployStep(deciding: Deciding, command: CommandOf<'end_deploy_step'>): Refused {
  const { draft, at, by } = deciding;
  const stale = checkFencing(deciding, command.fencing);
  if (stale !== undefined) return stale;
  const step = draft.state.turn?.steps.find(({ name }) => name === command.step);
  const isClearing = draft.state.turn?.state === 'clearing';
  // One that was given up before it began is over, too: nothing may hold the backend for ever.
  const gaveUp = isClearing && step?.state === 'waiting' && !command.passed;
  if (step === undefined || (step.state !== 'running' && !gaveUp)) return undefined;
  const { step: name, passed, note, output } = command;
  if (stepProgram(step.kind).end === 'person' && passed && by.kind !== 'person')
    return refuse('not_allowed', 'a person confirms this step');
  draft.record({
    fact: 'deploy_step_ended',
    step: name,
    at,
    passed,
    note: note.slice(0, 1000),
    ...(output === undefined ? {} : { output }),
  });
  if (draft.state.status !== 'deploying' || isClearing) return undefined;
  const asked = passed ? undefined : askedWhen(step.kind, 'failed');
  if (asked !== undefined) ask(deciding, asked, name);
  else if (!passed) failDeployment(deciding, { fencing: command.fencing, why: `step ${name} failed: ${note.slice(0, 500)}` });
  else if (draft.state.turn?.steps.every(({ state }) => state === 'passed')) draft.record({ fact: 'deployed', at });
  return undefined;
}

export function failDeployment(deciding: Deciding, command: { fencing: number; why: string }): Refused {
  const { draft } = deciding;
  const stale = checkFencing(deciding, command.fencing);
  if (stale !== undefined) return stale;
  if (draft.state.status !== 'deploying') return undefined;
  closeQuestions(deciding, stepQuestions);
  draft.record({ fact: 'deployment_failed', why: command.why });
  ask(deciding, 'deployment');
  return undefined;
}

/** Only news of the turn that holds the lease counts, and an agent speaks for its own backend alone (P3). */
export function checkFencing({ draft, by }: Deciding, fencing: number): Refused {
  const turn: Deployment | undefined = draft.state.turn;
  const foreign = by.kind === 'agent' && by.backend !== turn?.backend;
  if (holdsLease(turn) && turn.fencing === fencing && !foreign) return undefined;
  return refuse('stale', `lease ${fencing} is over`);
}
