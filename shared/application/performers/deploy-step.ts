import { stepTimeout } from '#domain/request/rules.ts';
import type { Deployment, DeploymentStep } from '#domain/deployment/state.ts';
import { askedWhen } from '#domain/operation/programs.ts';
import { followOperation, startOperation, type Driven, type News } from '#application/operation/follow.ts';
import { makeTestRef } from '#application/operation/make-test-ref.ts';
import { stepExecutor, type StepExecutors } from '#application/operation/step-executor.ts';
import { newsOfStart, newsOfStep, type StepAtHand } from '#application/operation/step-news.ts';
import { stepOrder } from '#application/operation/step-order.ts';
import type { EffectPerformer, Performer, Result, Work } from '#application/perform-effect.ts';
import type { Change } from '#application/requests.ts';
import { execute } from '#application/requests.ts';
import type { System } from '#application/system.ts';
import type { CodeHost } from '#ports/code-host.ts';
import type { StepEnd, StepExecutor, StepOrder } from '#ports/executor.ts';

export interface DeployTools extends StepExecutors {
  codeHost: CodeHost;
}

type DeployWork = Work<'deploy_step'>;
type Running = Extract<DeploymentStep, { state: 'running' }>;
const system_ = { kind: 'system', part: 'deployment' } as const;

export const deploy_step: EffectPerformer<'deploy_step', { deployTools: DeployTools }> = {
  tools: ['deployTools'],
  perform: (system, { deployTools }) => deployStep(system, deployTools),
};

/** D1, D2: makes the test ref, or starts the next step, or looks after one that has been silent for too long. */
export function deployStep(system: System, tools: DeployTools): Performer<'deploy_step'> {
  return async (work) => {
    const { effect, state } = work;
    const { turn } = state;
    if (turn === undefined || turn.fencing !== effect.fencing || turn.state === 'ended') return { result: 'done' };
    if (effect.step === undefined) return turn.state === 'preparing' ? makeTestRef(system, tools.codeHost, work, turn) : { result: 'done' };
    const step = turn.steps.find(({ name }) => name === effect.step);
    if (step?.state === 'failed') return untriaged(system, work, step);
    if (step === undefined || step.state === 'passed') return { result: 'done' };
    return step.state === 'running' ? follow(system, tools, work, turn, step) : carryOut(system, tools, work, step);
  };
}

/** D3: QA has had its time to say what the failure means. */
function untriaged({ rules }: System, { key, state, effect, now }: DeployWork, step: Extract<DeploymentStep, { state: 'failed' }>): Result {
  const late = state.status === 'deploying' && askedWhen(step.kind, 'failed') !== undefined && now >= step.endedAt + rules.answerWithin;
  if (!late) return { result: 'done' };
  const why = `step ${step.name} failed, and nobody said in time whether the change caused it`;
  return { result: 'done', command: (at) => ({ id: key, at, by: system_, command: 'fail_deployment', fencing: effect.fencing, why }) };
}

/** R5 for a step: what it is, what is wanted of it, and whom to ask. */
async function follow(system: System, tools: DeployTools, work: DeployWork, turn: Deployment, step: Running): Promise<Result> {
  const { state, now } = work;
  const at: StepAtHand = {
    age: now - step.startedAt,
    isSilent: isSilent(system, turn.backend, step, now),
    isWanted: state.status === 'deploying' || turn.state === 'clearing',
    end: (passed, note) => endStep(work, step.name, passed, note),
    start: () => carryOut(system, tools, work, step),
  };
  const order = stepOrder(state, turn, step);
  const executor = stepExecutor(tools, order, at);
  if (executor === undefined) return nobody(order);
  return followOperation(driven(system, executor, order, newsOfStep(at)), at.isWanted && !at.isSilent);
}

function isSilent({ rules }: System, backend: string, step: Running, now: number): boolean {
  const timeout = stepTimeout(rules, backend, step.name);
  return timeout !== undefined && now > step.startedAt + timeout;
}

/** The start is on the record before anything is done outside; done twice, each kind does no harm. */
async function carryOut(system: System, tools: DeployTools, work: DeployWork, step: DeploymentStep): Promise<Result> {
  const { effect, requestId } = work;
  const started = await execute(system, requestId, (at): Change => ({
    id: `${work.key}:start`,
    at,
    by: system_,
    command: 'start_deploy_step',
    fencing: effect.fencing,
    step: step.name,
  }));
  if (started === undefined || started.outcome === 'refused') return { result: 'done' };
  const { state } = started;
  const { turn } = state;
  if (turn?.state !== 'deploying' && turn?.state !== 'clearing') return { result: 'done' };
  const order = stepOrder(state, turn, step);
  const executor = stepExecutor(tools, order, { age: 0, isWanted: true });
  if (executor === undefined) return nobody(order);
  const news = newsOfStart((passed, note) => endStep(work, step.name, passed, note), executor.look !== undefined);
  return startOperation(driven(system, executor, order, news));
}

function driven({ log }: System, executor: StepExecutor, order: StepOrder, news: News<StepEnd>): Driven<StepOrder, StepEnd> {
  return { log, executor, order, news };
}

function nobody({ program, backend }: StepOrder): Result {
  return { result: 'failed', message: `nothing is set up here that can carry out ${program} on ${backend}`, permanent: true };
}

function endStep(work: DeployWork, step: string, passed: boolean, note: string): Result {
  const { key, effect } = work;
  return {
    result: 'done',
    command: (at) => ({ id: key, at, by: system_, command: 'end_deploy_step', fencing: effect.fencing, step, passed, note }),
  };
}
