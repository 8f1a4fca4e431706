import type { AgentClient } from './client.ts';
import type { AgentConfig } from './config.ts';
import type { Guard } from './sandbox/guard.ts';

export interface AgentContext {
  config: AgentConfig;
  client: AgentClient;
  /** R15: what a job may be started in. */
  guard: Guard;
  /** Aborted when the agent is being ended. Jobs go on without it. */
  stopping: AbortSignal;
}
