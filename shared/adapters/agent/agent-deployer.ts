import type { SandboxOrder } from '#contracts/sandbox.ts';
import type { Duration } from '#domain/time.ts';
import type { Deployer, StepOrder } from '#ports/deployer.ts';
import type { Store } from '#ports/store.ts';
import { offerAgentTask } from './agent-executor.ts';

export interface AgentDeployerOptions {
  store: Store;
  /** The step's template, from the settings, and what to fill in. */
  command: (order: StepOrder) => { command: string[]; values: Record<string, string>; /** R15. */ sandbox?: SandboxOrder };
  timeout: (order: StepOrder) => Duration;
}

/** D2: the agent carries the step out. One task per lease and step, whatever is delivered twice. */
export function createAgentDeployer({ store, command, timeout }: AgentDeployerOptions): Deployer {
  return {
    async startStep(order) {
      const { requestId, fencing, step, testRef: ref, testSha: sha } = order;
      const id = `deploy-${requestId}-${fencing}-${step.replaceAll(/[^A-Za-z0-9._-]/g, '_')}`;
      await offerAgentTask(store, order, id, { kind: 'deploy', stepName: step, ...command(order), ref, sha, timeout: timeout(order) });
    },
  };
}
