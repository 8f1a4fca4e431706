import path from 'node:path';
import type { SettingsInput } from '#functions/wiring/settings.ts';

const ASK_DATABASE = path.join(import.meta.dirname, 'ask-database.ts');

type AgentBackend = Extract<SettingsInput['backends'][number], { executor: 'agent' }>;

/** What plays the database lies here: a file `maintenance` in it is what a probe finds. */
export function databaseFolder(data: string): string {
  return path.join(data, 'database');
}

export function studyRepository(data: string): string {
  return path.join(data, 'study.git');
}

export const STUDY = { owner: 'example-org', repository: 'tides' };

/** The sample, with a backend that is shared, by two pools. */
export function pipelineSettings(sample: SettingsInput, data: string): SettingsInput {
  const { backends, ...others } = withStudy(sample, data);
  return { ...others, backends: backends.map((backend) => (backend.executor === 'agent' ? { ...backend, ...shared(data) } : backend)) };
}

/** The sample, and a repository whose pipelines can be run. */
export function withStudy(sample: SettingsInput, data: string): SettingsInput {
  return {
    ...sample,
    repositories: [...sample.repositories, { ...STUDY, baseRef: 'main', path: studyRepository(data), registryFile: 'project.yaml' }],
    pipelines: {
      repositories: [STUDY.owner],
      images: ['ehrql', 'node'],
      actions: { mostRows: 100, command: ['{node}', '{workdir}/run-action.mjs', '{image}', '{args}'] },
    },
  };
}

function shared(data: string): Pick<AgentBackend, 'pools' | 'probes'> {
  return {
    pools: { default: { slots: 2 }, database: { slots: 1 } },
    probes: { maintenance: { command: ['{node}', ASK_DATABASE, databaseFolder(data)], everySeconds: 5 } },
  };
}
