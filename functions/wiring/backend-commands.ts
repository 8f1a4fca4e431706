import { createAgentExecutor, type AgentExecutorOptions } from '#platform/agent/agent-executor.ts';
import type { DeployDependencies } from '#products/rehearsal/app/operation/requests/step.ts';
import type { SandboxOrder } from '#contexts/operations/sandbox.ts';
import type { Change } from '#contexts/intake/domain/submission.ts';
import { stepProgram } from '#contexts/operations/domain/programs.ts';
import { MINUTE } from '#kernel/time.ts';
import type { JobOrder, StepOrder } from '#contexts/operations/ports/executor.ts';
import { outputLimits } from '#products/rehearsal/settings/domain-rules.ts';
import { actionTask } from './action-task.ts';
import type { Settings } from './settings.ts';
import type { BackendSettings, StepSettings } from '#products/rehearsal/settings.ts';
import type { Installation } from './installation.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { Channel } from '#contexts/telling/ports/channel.ts';

interface Template {
  command: string[];
  values: Record<string, string>;
  /** R15. Left out of what runs the operator's own command and not the commit's. */
  sandbox?: SandboxOrder;
}

/** D5: with the command that tells whether the run's commit is deployed. */
interface RunTemplate extends Template {
  verify?: string[];
  /** R18. */
  credentials?: string[];
}

/** What every operation by an agent is given. */
export function agentCommands(settings: Settings): Omit<AgentExecutorOptions, 'store'> {
  return {
    command: (order) => (order.program === 'job' ? jobCommand(settings, order) : stepCommand(settings, order)),
    action: (order) => actionTask(settings, order),
    timeout: (order) =>
      (order.program === 'job'
        ? backendOf(settings, order.backend).jobTimeoutMinutes
        : stepOf(settings, order.backend, order.step).timeoutMinutes) * MINUTE,
    output: outputLimits(settings),
  };
}

/** E6: the backend's template for one run, and what the agent fills in. */
function jobCommand(settings: Settings, { backend, ask, testRef, testSha }: JobOrder): RunTemplate {
  const found = byAgent(backendOf(settings, backend));
  const given = settings.jobs.find(({ name }) => name === ask.name)?.credentials ?? [];
  return {
    command: found.jobCommand,
    sandbox: found.sandbox,
    ...(given.length === 0 ? {} : { credentials: given }),
    ...(found.verifyCommand === undefined ? {} : { verify: found.verifyCommand }),
    values: { job: ask.name, module: ask.module ?? '', parameters: JSON.stringify(ask.parameters), sha: testSha, ref: testRef },
  };
}

export function deployDependencies(
  { settings, system }: Installation,
  announcer: Channel<string>,
  outputs: OutputStore,
): DeployDependencies {
  return {
    executors: { agent: createAgentExecutor({ store: system.store, ...agentCommands(settings), outputs }) },
    announcer,
    announcement({ backend, step: name, subject, sha }) {
      const step = stepOf(settings, backend, name);
      return `${stepProgram(step.kind).step.message?.(step) ?? name} (${subject.kind} ${subject.id}, ${sha.slice(0, 7)})`;
    },
    lasts({ backend, step: name }) {
      const step = stepOf(settings, backend, name);
      return (stepProgram(step.kind).step.minutes?.(step) ?? 0) * MINUTE * system.timeScale;
    },
  };
}

function stepCommand(settings: Settings, { backend, step: name, change, testRef, testSha }: StepOrder): Template {
  const step = stepOf(settings, backend, name);
  const values = { repository: repositoryPath(settings, change), ref: testRef, sha: testSha };
  const found = backendOf(settings, backend);
  const ordered = stepProgram(step.kind).step.command?.(step, { jobCommand: () => byAgent(found).jobCommand });
  if (ordered === undefined) throw new TypeError(`step ${name} of ${backend} has no command`);
  return {
    command: ordered.command,
    values: { ...values, ...ordered.values },
    ...(ordered.isSandboxed && found.executor === 'agent' ? { sandbox: found.sandbox } : {}),
  };
}

function byAgent(backend: BackendSettings): Extract<BackendSettings, { executor: 'agent' }> {
  if (backend.executor !== 'agent') throw new TypeError(`backend ${backend.slug} runs nothing by command`);
  return backend;
}

function repositoryPath(settings: Settings, change: Change): string {
  const found = settings.repositories.find(({ owner, repository }) => owner === change.owner && repository === change.repository);
  return found?.path ?? `https://github.com/${change.owner}/${change.repository}.git`;
}

function backendOf(settings: Settings, slug: string): BackendSettings {
  const found = settings.backends.find((backend) => backend.slug === slug);
  if (found === undefined) throw new TypeError(`no backend ${slug} in the settings`);
  return found;
}

function stepOf(settings: Settings, backend: string, name: string): StepSettings {
  const { deploySteps, afterSteps } = backendOf(settings, backend);
  const found = [...deploySteps, ...afterSteps].find((step) => step.name === name);
  if (found === undefined) throw new TypeError(`backend ${backend} has no step ${name} any more`);
  return found;
}
