import path from 'node:path';
import type { SettingsInput } from '#functions/wiring/settings.ts';

export interface SampleOptions {
  /** The data folder; the sample repository is in it. */
  data: string;
  /** Where this process can be reached, without a slash at the end. */
  publicUrl: string;
}

/** What is true until an installation says otherwise: a project like Oppia's, made of sample people. */
export function sampleSettings({ data, publicUrl }: SampleOptions): SettingsInput {
  return {
    installation: 'Rehearsal (sample)',
    publicUrl,
    mailFrom: 'Rehearsal <rehearsal@example.org>',
    people: [
      { id: 'ana', name: 'Ana Admin', email: 'ana@example.org', githubLogin: 'ana-admin', timeZone: 'Europe/Lisbon', roles: ['admin'] },
      { id: 'ben', name: 'Ben Admin', email: 'ben@example.org', githubLogin: 'ben-admin', timeZone: 'Asia/Kolkata', roles: ['admin'] },
      { id: 'tess', name: 'Tess Tester', email: 'tess@example.org', githubLogin: 'tess-tester', roles: ['tester'] },
      { id: 'rita', name: 'Rita Release', email: 'rita@example.org', githubLogin: 'rita-release', roles: ['release_coordinator'] },
    ],
    repositories: [
      {
        owner: 'oppia',
        repository: 'oppia',
        baseRef: 'main',
        path: path.resolve(data, 'sample-project.git'),
        registryFile: 'jobs/registry.mjs',
        tellPullRequests: true,
      },
    ],
    backends: [localBackend()],
  };
}

function localBackend(): SettingsInput['backends'][number] {
  return {
    slug: 'local',
    name: 'This machine',
    executor: 'agent',
    capacity: 1,
    deploySteps: [
      { name: 'announce', kind: 'announce', message: 'A new version is being put on the local backend.', timeoutMinutes: 1 },
      {
        name: 'deploy',
        kind: 'command',
        command: ['{node}', '{agent}/deploy-git.ts', '{repository}', '{ref}', '{sha}', '{workdir}'],
        timeoutMinutes: 5,
      },
    ],
    jobCommand: ['{node}', '{workdir}/run-job.mjs', '{module}', '{job}', '--parameters', '{parameters}'],
    jobTimeoutMinutes: 30,
  };
}
