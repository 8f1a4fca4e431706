import type { FinishedUpdate } from '#contexts/operations/agent.ts';
import type { AgentTaskBody, AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { StepOutput } from '#contexts/operations/domain/deployment/state.ts';
import { findRun } from '#contexts/plans/domain/job/find-run.ts';
import type { RunEnding } from '#contexts/verdict/domain/judge.ts';
import { isLive } from '#contexts/operations/domain/run/state.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Make, Said } from '#products/rehearsal/app/operation/results.ts';
import { readOutput } from '#contexts/verdict/app/read-output.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { entryOf } from '#kernel/tables.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';

/** `missing`: chunks that were promised and have not come, so that the end cannot be taken yet. */
type Finished = { command?: Make } | { missing: string };

interface AtHand {
  system: System;
  outputs: OutputStore;
}

/** What an agent's news of an operation mean to its request (P3): an agent tells by itself what other executors are asked for. */
interface AgentNews<B extends AgentTaskBody = AgentTaskBody> {
  /** R6. Under which name its output is kept; undefined where it is not. */
  keptAs?(task: AgentTaskDocument, body: B): string;
  started?(task: AgentTaskDocument, body: B): Make;
  finished(at: AtHand, task: AgentTaskDocument, body: B, update: FinishedUpdate): Promise<Finished>;
  /** R4, R16. Nobody can judge its end. Only of what is judged. */
  lost?(task: AgentTaskDocument, body: B): Make;
  /** It has ended in our eyes, or is to be cancelled: whoever works on it should stop. */
  isUnwanted(state: Tested & Allocated & Lifecycle, body: B): boolean;
}

const run: AgentNews<Extract<AgentTaskBody, { kind: 'run' }>> = {
  keptAs: (_task, { runId }) => runId,
  started: (task, { runId }) => said(task, 'started', { command: 'start_run', run: runId, fencing: task.fencing }),
  async finished(at, task, { runId }, update) {
    const ending = await readEnding(at, task, runId, update);
    if ('missing' in ending) return ending;
    return { command: said(task, 'finished', { command: 'end_run', run: runId, fencing: task.fencing, ending }) };
  },
  lost(task, { runId }) {
    const why = 'It ended, but its output could not be judged. Look at the server’s log.';
    return said(task, 'unjudged', { command: 'lose_run', run: runId, why });
  },
  isUnwanted(state, { runId }) {
    const found = findRun(state, runId)?.run;
    return found === undefined || !isLive(found) || found.cancelling !== undefined;
  },
};

const deploy: AgentNews<Extract<AgentTaskBody, { kind: 'deploy' }>> = {
  keptAs: ({ id }) => id,
  async finished({ system, outputs }, task, { stepName: step }, { exitCode, chunks, cause = 'exited', message }) {
    const read = await readOutput(outputs, { id: task.id, chunks }, system.rules.output, [], []);
    if ('missing' in read) return { missing: read.missing.join(', ') };
    const passed = exitCode === 0 && cause === 'exited';
    const note = message ?? (passed ? 'done' : `${cause}, exit code ${exitCode ?? 'none'}`);
    return { command: said(task, 'finished', { command: 'end_deploy_step', fencing: task.fencing, step, passed, note, ...wrote(chunks) }) };
  },
  isUnwanted({ status, turn }, { stepName }) {
    const isWanted = status === 'deploying' || turn?.state === 'clearing';
    return !isWanted || !turn?.steps.some((step) => step.name === stepName && step.state === 'running');
  },
};

function wrote(output: StepOutput): { output?: StepOutput } {
  return output.stdout + output.stderr === 0 ? {} : { output };
}

/** R10, second phase. */
const cancel: AgentNews<Extract<AgentTaskBody, { kind: 'cancel' }>> = {
  async finished(_at, task, { target }) {
    return { command: said(task, 'finished', { command: 'cancel_confirmed', run: target.replace(/^run-/, '') }) };
  },
  isUnwanted: () => false,
};

const probe: AgentNews<Extract<AgentTaskBody, { kind: 'probe' }>> = {
  finished: async () => ({}),
  isUnwanted: () => false,
};

const kinds: { readonly [K in AgentTaskBody['kind']]: AgentNews<Extract<AgentTaskBody, { kind: K }>> } = { run, deploy, cancel, probe };

/** What the news of this task mean, whatever kind of task it is. */
export function agentNews({ kind }: AgentTaskBody): AgentNews {
  return entryOf<AgentNews>(kinds, kind, 'kind of task');
}

function said(task: AgentTaskDocument, part: string, what: Said): Make {
  return (at) => ({ id: `${task.id}:${part}`, at, by: { kind: 'agent', backend: task.backend }, ...what });
}

async function readEnding(
  { system: { store, rules }, outputs }: AtHand,
  { requestId }: AgentTaskDocument,
  runId: string,
  { exitCode, chunks, cause = 'exited', message }: FinishedUpdate,
): Promise<RunEnding | { missing: string }> {
  const request = await store.get({ collection: 'requests', id: requestId });
  const expected = request === undefined ? [] : (findRun(request.state, runId)?.job.ask.expectedOutput ?? []);
  // What ended it, or kept it from beginning, is the agent's to tell: the job did not, or could not.
  const told = message === undefined || cause === 'cancelled' ? [] : [message];
  const read = await readOutput(outputs, { id: runId, chunks }, rules.output, expected, told);
  if ('missing' in read) return { missing: read.missing.join(', ') };
  return { cause, exitCode, chunks, stdout: [], stderr: [], observed: read.observed, observable: true };
}
