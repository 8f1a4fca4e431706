import type { JobAsk, Submission } from '#contexts/intake/domain/submission.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';

/** grace and alan are admins, ada is one too and the author of every sample; tim tests; ruth and quinn only read. */
export const people: Person[] = [
  { id: 'grace', name: 'Grace Hopper', email: 'grace@example.org', githubLogin: 'grace', roles: ['admin'] },
  { id: 'alan', name: 'Alan Turing', email: 'alan@example.org', roles: ['admin', 'tester'] },
  { id: 'ada', name: 'Ada Lovelace', email: 'ada@work.example.org', githubLogin: 'Ada', roles: ['admin', 'tester'] },
  { id: 'tim', name: 'Tim Tester', email: 'tim@example.org', roles: ['tester'] },
  { id: 'ruth', name: 'Ruth Release', email: 'ruth@example.org', roles: ['release_coordinator'] },
  { id: 'quinn', name: 'Quinn Quality', email: 'quinn@example.org', roles: ['qa_lead'] },
];

export const sampleRules: Rules = {
  people,
  answerWithin: 24 * HOUR,
  ladder: { assigneeAfter: 12 * HOUR, everyoneAfter: 20 * HOUR, thenEvery: 24 * HOUR },
  undoWithin: 10 * MINUTE,
  gatesOff: [],
  redLabels: ["PR: don't merge"],
  jobLayouts: [{ owner: 'oppia', repository: 'oppia', registryFile: 'core/jobs/registry.py', jobsFolder: 'core/jobs/batch_jobs' }],
  pullRequests: [],
  defaultBackend: 'local',
  backends: [
    { slug: 'local', executor: 'agent', jobTimeout: HOUR, deploySteps: [{ name: 'deploy', kind: 'command', timeout: 10 * MINUTE }] },
    {
      slug: 'backup',
      executor: 'dataflow',
      jobTimeout: 6 * HOUR,
      deploySteps: [
        { name: 'announce', kind: 'announce', timeout: MINUTE },
        { name: 'build', kind: 'build', timeout: HOUR },
        { name: 'look', kind: 'manual', timeout: HOUR },
        { name: 'smoke', kind: 'smoke', timeout: HOUR },
      ],
    },
  ],
  releases: [
    { name: '3.4.0', hardCutoff: 1_800_000_000_000 - DAY },
    { name: '3.4.1', hardCutoff: 1_800_000_000_000 + 10 * DAY },
    { name: '3.4.2', hardCutoff: 1_800_000_000_000 + 40 * DAY },
  ],
};

/** A job with one expected line, `done`. */
export function sampleAsk(over: Partial<JobAsk> = {}): JobAsk {
  const name = over.name ?? 'CountTopicsJob';
  return {
    name,
    step: name,
    role: 'other',
    needs: [],
    parameters: {},
    expectedOutput: [{ kind: 'exact', line: 'done' }],
    safeToRerun: false,
    ...over,
  };
}

/** A submission as intake gives it; `over` replaces top-level fields. */
export function sampleSubmission(over: Partial<Submission> = {}): Submission {
  return {
    formVersion: 1,
    submissionId: 'sub-0001',
    contributor: { name: 'Ada Lovelace', email: 'ada@example.org', githubLogin: 'ada' },
    kind: 'new_job',
    change: { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 12345 },
    jobs: [sampleAsk()],
    instructionsDoc: { documentId: '1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789' },
    docCovers: { verification: true, expectedOutput: true, useOfOutput: true, recovery: true, debugging: true },
    targetRelease: '3.4.1',
    testedLocally: true,
    mode: 'deploy',
    ...over,
  };
}

/** A feature with no job: tested by hand (A2). */
export const featureSubmission: Partial<Submission> = {
  kind: 'feature',
  jobs: [],
  feature: { thirdPartyApis: ['translate'], testSteps: 'Open the page, press the button.' },
};
