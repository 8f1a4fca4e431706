import { createAgentDeployer } from '#adapters/agent/agent-deployer.ts';
import type { AgentExecutorOptions } from '#adapters/agent/agent-executor.ts';
import type { DeployTools } from '#application/performers/deploy-step.ts';
import type { SandboxOrder } from '#contracts/sandbox.ts';
import type { Change } from '#domain/intake/submission.ts';
import { MINUTE } from '#domain/time.ts';
import type { CodeHost } from '#ports/code-host.ts';
import type { StepOrder } from '#ports/deployer.ts';
import type { RunOrder } from '#ports/job-executor.ts';
import { outputLimits } from '#shared/settings/domain-rules.ts';
import type { BackendSettings, Settings, StepSettings } from '#shared/settings.ts';
import type { Installation } from './installation.ts';
import type { Announcer } from '#ports/announcer.ts';

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

/** E6: the backend's template for one run, and what the agent fills in. */
function jobCommand(settings: Settings): (order: RunOrder) => RunTemplate {
  const given = (job: string): string[] => settings.jobs.find(({ name }) => name === job)?.credentials ?? [];
  return ({ backend, ask, testRef, testSha }) => {
    const found = backendOf(settings, backend);
    if (found.executor !== 'agent') throw new TypeError(`backend ${backend} runs nothing by command`);
    return {
      command: found.jobCommand,
      sandbox: found.sandbox,
      ...(given(ask.name).length === 0 ? {} : { credentials: given(ask.name) }),
      ...(found.verifyCommand === undefined ? {} : { verify: found.verifyCommand }),
      values: { job: ask.name, module: ask.module ?? '', parameters: JSON.stringify(ask.parameters), sha: testSha, ref: testRef },
    };
  };
}

/** What every run by an agent is given. */
export function agentRuns(settings: Settings): Omit<AgentExecutorOptions, 'store'> {
  return {
    command: jobCommand(settings),
    timeout: (backend) => backendOf(settings, backend).jobTimeoutMinutes * MINUTE,
    output: outputLimits(settings),
  };
}

export function deployTools({ settings, system }: Installation, codeHost: CodeHost, announcer: Announcer): DeployTools {
  return {
    codeHost,
    deployer: createAgentDeployer({
      store: system.store,
      command: (order) => stepCommand(settings, order),
      timeout: ({ backend, step }) => stepOf(settings, backend, step).timeoutMinutes * MINUTE,
    }),
    announcer,
    announcement(backend, name, state) {
      const step = stepOf(settings, backend, name);
      return `${step.kind === 'announce' ? step.message : name} (request ${state.id}, ${state.turn?.sha.slice(0, 7) ?? ''})`;
    },
  };
}

function stepCommand(settings: Settings, { backend, step: name, change, testRef, testSha }: StepOrder): Template {
  const step = stepOf(settings, backend, name);
  const values = { repository: repositoryPath(settings, change), ref: testRef, sha: testSha };
  if (step.kind === 'smoke') {
    const found = backendOf(settings, backend);
    if (found.executor !== 'agent') throw new TypeError(`backend ${backend} runs nothing by command`);
    const { name: job, module, parameters } = step.job;
    return {
      command: found.jobCommand,
      sandbox: found.sandbox,
      values: { ...values, job, module, parameters: JSON.stringify(parameters ?? {}) },
    };
  }
  if ('command' in step) return { command: step.command, values, ...sandboxOf(step, backendOf(settings, backend)) };
  throw new TypeError(`step ${name} of ${backend} has no command`);
}

/** Regression tests are the commit's, and so is what the settings call so; the rest deploys, and must write where jobs may not. */
function sandboxOf(step: StepSettings, backend: BackendSettings): { sandbox?: SandboxOrder } {
  const runsCommit = step.kind === 'regression' || (step.kind === 'command' && step.sandboxed);
  return runsCommit && backend.executor === 'agent' ? { sandbox: backend.sandbox } : {};
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
