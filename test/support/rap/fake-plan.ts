import type { RunOrder } from '#products/pipelines/contracts/controller/run-definition.ts';
import type { AskedRun } from '#products/pipelines/contracts/rap/create-request.ts';
import type { ShownJob } from '#products/pipelines/contracts/rap/job.ts';

/** One action of the fake repository's project.yaml. */
interface FakeAction {
  needs: readonly string[];
  usesDatabase?: boolean;
}

export type FakePlan = Readonly<Record<string, FakeAction>>;

export interface FakeJob extends ShownJob {
  workspace: string;
  asked: AskedRun;
  attempts: number;
  cancelled: boolean;
}

export const FAKE_COMMIT = '3f9c1d0e5b7a48264c0d9e8f7a6b5c4d3e2f1a0b';
export const OTHER_COMMIT = '00000000000000000000000000000000000000aa';

/** What is wrong with where it asks from. */
export function refusalOf(asked: AskedRun): string | undefined {
  if (asked.repository.owner !== 'example-org') return 'This repository is not allowed here';
  if (asked.branch !== 'main') return `There is no branch ${asked.branch}`;
  return [FAKE_COMMIT, OTHER_COMMIT].includes(asked.commit) ? undefined : 'The branch does not have this commit';
}

export function orderOf(job: FakeJob, needs: readonly (FakeJob | undefined)[]): RunOrder {
  return {
    jobId: job.id,
    runId: job.runId,
    study: { url: 'https://github.com/example-org/study', commit: job.asked.commit, branch: job.asked.branch },
    workspace: job.workspace,
    action: job.action,
    createdAt: job.createdAt,
    backend: job.backend,
    image: 'registry.example.org/python:v2',
    imageDigest: 'sha256:0123',
    words: ['python', `analysis/${job.action}.py`],
    database: job.usesDatabase ? { name: 'default', permissions: job.asked.scope.datasetPermissions } : undefined,
    inputs: needs.flatMap((need) => need?.id ?? []),
    outputs: { 'output/*.csv': 'moderately_sensitive' },
    user: job.asked.createdBy,
    limits: { csvRows: 5000, fileBytes: 16_777_216, fileTypes: ['.csv', '.txt'], processors: 2, memory: '4G' },
  };
}
