import { stepTimeout } from '#domain/request/rules.ts';
import { testRefName } from '#domain/deployment/test-ref.ts';
import type { Deployment, DeploymentStep } from '#domain/deployment/state.ts';
import { askedWhen, stepProgram, type StepKind } from '#domain/operation/programs.ts';
import type { ExecutorName } from '#domain/programs/define.ts';
import { pollDelay } from '#domain/run/polling.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { EffectPerformer, Performer, Result, Work } from '#application/perform-effect.ts';
import type { Change } from '#application/requests.ts';
import { execute } from '#application/requests.ts';
import { unlessGatesHold } from '#application/begin-only-on-gates.ts';
import type { System } from '#application/system.ts';
import type { Announcer } from '#ports/announcer.ts';
import type { CodeHost } from '#ports/code-host.ts';
import { followStep, type StepWork } from '#application/follow-step.ts';
import type { Deployer } from '#ports/deployer.ts';

export interface DeployTools {
  codeHost: CodeHost;
  deployer: Deployer;
  /** Those that carry out certain kinds in its place. */
  deployers?: Partial<Record<StepKind, Deployer>>;
  announcer: Announcer;
  /** Text of an `announce` step (D2), from the settings. */
  announcement: (backend: string, step: string, state: RequestState) => string;
}

type DeployWork = Work<'deploy_step'>;
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
    if (effect.step === undefined) return turn.state === 'preparing' ? makeTestRef(system, tools, work, turn) : { result: 'done' };
    const step = turn.steps.find(({ name }) => name === effect.step);
    if (step?.state === 'failed') return untriaged(system, work, step);
    if (step === undefined || step.state === 'passed') return { result: 'done' };
    const deployer = tools.deployers?.[step.kind] ?? tools.deployer;
    if (step.state === 'running') {
      const followed = await followStep(system.log, deployer, stepWork(work, step, isSilent(system, state, step, work.now)));
      if (followed !== 'start') return 'result' in followed ? followed : endStep(work, step.name, followed.passed, followed.note);
    }
    return carryOut(system, tools, deployer, work, step);
  };
}

/** D3: QA has had its time to say what the failure means. */
function untriaged({ rules }: System, { key, state, effect, now }: DeployWork, step: Extract<DeploymentStep, { state: 'failed' }>): Result {
  const late = state.status === 'deploying' && askedWhen(step.kind, 'failed') !== undefined && now >= step.endedAt + rules.answerWithin;
  if (!late) return { result: 'done' };
  const why = `step ${step.name} failed, and nobody said in time whether the change is to blame`;
  return { result: 'done', command: (at) => ({ id: key, at, by: system_, command: 'fail_deployment', fencing: effect.fencing, why }) };
}

function stepWork(
  { now, state, requestId, effect }: DeployWork,
  step: Extract<DeploymentStep, { state: 'running' }>,
  silent: boolean,
): StepWork {
  const key = { requestId, backend: state.turn?.backend ?? state.backend, fencing: effect.fencing, step: step.name };
  return { key, age: now - step.startedAt, silent, wanted: state.status === 'deploying' || state.turn?.state === 'clearing' };
}

/** G9: a turn begins by a look at the gates, before anything is made for it. */
async function makeTestRef(system: System, tools: DeployTools, work: DeployWork, turn: Deployment): Promise<Result> {
  const instead = await unlessGatesHold(system, tools.codeHost, work);
  if (instead !== undefined) return instead;
  const { key, state, effect } = work;
  const name = testRefName(state.submission.change, turn.sha);
  const { change } = state.submission;
  const baseRef = state.base?.ref;
  const made = await tools.codeHost.makeTestRef({ change, headSha: turn.sha, name, ...(baseRef === undefined ? {} : { baseRef }) });
  if (made.conflict) {
    const why = `the change does not merge into its base: ${made.files.slice(0, 5).join(', ')}`;
    return { result: 'done', command: (at) => ({ id: key, at, by: system_, command: 'fail_deployment', fencing: effect.fencing, why }) };
  }
  return {
    result: 'done',
    command: (at) => ({
      id: key,
      at,
      by: system_,
      command: 'record_test_ref',
      fencing: effect.fencing,
      testRef: name,
      testSha: made.sha,
      ...(made.base === undefined ? {} : { base: made.base }),
    }),
  };
}

function isSilent(system: System, state: RequestState, step: Extract<DeploymentStep, { state: 'running' }>, now: number): boolean {
  const timeout = stepTimeout(system.rules, state.turn?.backend ?? state.backend, step.name);
  return timeout !== undefined && now > step.startedAt + timeout;
}

/** The start is on the record before anything is done outside; done twice, each kind does no harm. */
async function carryOut(system: System, tools: DeployTools, deployer: Deployer, work: DeployWork, step: DeploymentStep): Promise<Result> {
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
  return carriers[carrierOf(step)]({ tools, deployer, work, step, state: started.state });
}

interface Carried {
  tools: DeployTools;
  deployer: Deployer;
  work: DeployWork;
  step: DeploymentStep;
  /** With the start on its record. */
  state: RequestState;
}

function carrierOf({ kind }: DeploymentStep): ExecutorName {
  return stepProgram(kind).executors[0];
}

/** What is done outside by each executor. */
const carriers: Record<ExecutorName, (carried: Carried) => Promise<Result>> = {
  // A person does it, and says so.
  manual: async () => ({ result: 'done' }),
  announcer: announceStep,
  agent: startProgram,
  cloud_build: startProgram,
  dataflow: startProgram,
};

async function announceStep({ tools, work, step, state }: Carried): Promise<Result> {
  await tools.announcer.announce(tools.announcement(state.backend, step.name, state));
  return endStep(work, step.name, true, 'announced');
}

async function startProgram({ deployer, work, state, step }: Carried): Promise<Result> {
  const { turn } = state;
  if (turn?.state !== 'deploying' && turn?.state !== 'clearing') return { result: 'done' };
  const { backend, fencing, testRef, testSha } = turn;
  const started = await deployer.startStep({
    requestId: state.id,
    backend,
    fencing,
    step: step.name,
    change: state.submission.change,
    testRef,
    testSha,
  });
  if (typeof started === 'object') return endStep(work, step.name, false, started.refused);
  return deployer.lookAtStep === undefined ? { result: 'done' } : { result: 'again', after: pollDelay(0) };
}

function endStep(work: DeployWork, step: string, passed: boolean, note: string): Result {
  const { key, effect } = work;
  return {
    result: 'done',
    command: (at) => ({ id: key, at, by: system_, command: 'end_deploy_step', fencing: effect.fencing, step, passed, note }),
  };
}
