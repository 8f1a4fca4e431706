import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { agentFolder } from '#infra/embedded/agent-folder.ts';
import { createClient } from '#infra/embedded/demo/client.ts';
import type { Steps } from '#infra/embedded/demo/steps.ts';
import type { Runtime, RuntimeOptions } from '#infra/embedded/runtime.ts';
import { makeSampleRepository, study } from '#infra/embedded/sample-project.ts';
import { BACKEND, WORKSPACE } from './scene.ts';
import { databaseFolder, pipelineSettings, studyRepository } from './settings.ts';
import { tellPipelines } from './story.ts';
import { createTyped } from './typed.ts';

/** Containers would need images, and this machine may have none. */
export function pipelineOptions(data: string): RuntimeOptions {
  return { containers: 'none', sample: (sample) => pipelineSettings(sample, data) };
}

/** Gives where to look afterwards. */
export async function playPipelines({ url, parts }: Runtime, steps: Steps): Promise<string> {
  const { data } = parts.config;
  await makeSampleRepository(studyRepository(data), study);
  const database = databaseFolder(data);
  await mkdir(database);
  const kept = path.join(agentFolder(parts.config), BACKEND, 'workspaces', WORKSPACE);
  const typed = createTyped({ url, token: parts.operatorToken, patience: 60_000 });
  const box = createClient({ url, operatorToken: parts.operatorToken, webhookSecret: '', patience: 30_000 });
  await tellPipelines({ steps, typed, box, database, kept });
  return `What was published lies in ${path.relative('', path.join(kept, 'release'))}.`;
}
