import path from 'node:path';
import type { EmbeddedConfig } from '#platform/config.ts';

/** Where the agents of this process keep what they must remember, and what jobs are given: beside the data folder, whose secrets are nothing of theirs. */
export function agentFolder({ data, agentData }: Pick<EmbeddedConfig, 'data' | 'agentData'>): string {
  return path.resolve(agentData ?? `${path.resolve(data)}-agent`);
}
