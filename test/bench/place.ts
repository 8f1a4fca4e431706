import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { readEmbeddedConfig, type EmbeddedConfig, type Environment } from '#platform/config.ts';

/** A data folder of its own, with settings that let a benchmark through. */
export interface Place {
  folder: string;
  settingsFile: string;
  /** Backend slug → its agent's token. */
  agentTokens: Record<string, string>;
  /** For a process of its own. */
  environment: Environment;
  config: EmbeddedConfig;
  remove(): Promise<void>;
}

/** Backends `bench-1`, `bench-2` … beside `local`, for agents that the benchmark plays itself. */
export async function makePlace(extraBackends = 0): Promise<Place> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rehearsal-bench-'));
  const settingsFile = path.join(folder, 'settings.json');
  const [local] = sampleSettings({ data: folder, publicUrl: 'http://127.0.0.1' }).backends;
  const extra = Array.from({ length: extraBackends }, (_, at) => ({ ...local, slug: `bench-${at + 1}`, name: `Bench ${at + 1}` }));
  const quotas = {
    perContributorPerDay: 100_000,
    perPullRequestPerDay: 100_000,
    perDay: 100_000,
    unproven: { perContributorPerDay: 1_000, perPullRequestPerDay: 1_000, perDay: 1_000 },
  };
  await writeFile(settingsFile, JSON.stringify({ rules: { quotas }, backends: [local, ...extra] }));
  const agentTokens = Object.fromEntries(extra.map(({ slug }) => [slug, randomBytes(32).toString('base64url')]));
  const tokens = Object.entries(agentTokens).map(([slug, token]) => `${slug}=${token}`);
  const environment = {
    PORT: '0',
    REHEARSAL_DATA: path.join(folder, 'data'),
    REHEARSAL_SETTINGS: settingsFile,
    ...(tokens.length > 0 ? { AGENT_TOKENS: tokens.join(',') } : {}),
  };
  return {
    folder,
    settingsFile,
    agentTokens,
    environment,
    config: readEmbeddedConfig(environment),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}
