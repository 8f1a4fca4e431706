import { z } from 'zod';
import { unixSeconds } from '#products/pipelines/contracts/rap/times.ts';
import type { Instant } from '#kernel/time.ts';

const commit = z.string().regex(/^[0-9a-f]{40}$/);

/** Of a run and of a cancel. An unknown key, or a required one that is missing, fails the task again and again. */
export const runDefinition = z.strictObject({
  id: z.string(),
  rap_id: z.string(),
  task_id: z.string(),
  repo_url: z.string(),
  commit,
  study: z.strictObject({ git_repo_url: z.string(), commit, branch: z.string() }),
  workspace: z.string(),
  action: z.string(),
  created_at: z.int(),
  image: z.string(),
  image_sha: z.string().nullable(),
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()),
  inputs: z.tuple([]),
  input_job_ids: z.array(z.string()),
  output_spec: z.record(z.string(), z.string()),
  allow_database_access: z.boolean(),
  level4_max_csv_rows: z.int(),
  level4_max_filesize: z.int(),
  level4_file_types: z.array(z.string().startsWith('.')),
  database_name: z.string().nullable(),
  user: z.string(),
  cpu_count: z.number(),
  memory_limit: z.string(),
});

interface Checkout {
  url: string;
  commit: string;
}

/** One action for a backend's agent, in our words. */
export interface RunOrder {
  jobId: string;
  runId: string;
  /** Where the study lies: the agent checks once more that the commit is reachable from the branch. */
  study: Checkout & { branch: string };
  /** What is checked out, where that is not the study: a reusable action's own repository. */
  source?: Checkout | undefined;
  workspace: string;
  action: string;
  createdAt: Instant;
  backend: string;
  /** Registry, name and tag. */
  image: string;
  imageDigest: string | undefined;
  /** The command's words, without the image. */
  words: readonly string[];
  /** Of an action that uses the database; undefined for one that has no access to it. */
  database?: { name: string; permissions: readonly string[] } | undefined;
  /** What else stands in its environment. */
  env?: Readonly<Record<string, string>>;
  /** The newest job of each action that it needs, in this backend and workspace, at the moment of its start. */
  inputs: readonly string[];
  /** Pattern → privacy level. */
  outputs: Readonly<Record<string, string>>;
  user: string;
  limits: { csvRows: number; fileBytes: number; fileTypes: readonly string[]; processors: number; memory: string };
}

export function runDefinitionOf(order: RunOrder, taskId: string): z.infer<typeof runDefinition> {
  const { study, source = study, database, limits } = order;
  return {
    id: order.jobId,
    rap_id: order.runId,
    task_id: taskId,
    repo_url: source.url,
    commit: source.commit,
    study: { git_repo_url: study.url, commit: study.commit, branch: study.branch },
    workspace: order.workspace,
    action: order.action,
    created_at: unixSeconds(order.createdAt),
    image: order.image,
    image_sha: order.imageDigest ?? null,
    args: [...order.words],
    env: environmentOf(order),
    inputs: [],
    input_job_ids: [...order.inputs],
    output_spec: { ...order.outputs },
    allow_database_access: database !== undefined,
    level4_max_csv_rows: limits.csvRows,
    level4_max_filesize: limits.fileBytes,
    level4_file_types: [...limits.fileTypes].toSorted(),
    database_name: database?.name ?? null,
    user: order.user,
    cpu_count: limits.processors,
    memory_limit: limits.memory,
  };
}

/** Values are texts, also the list. */
function environmentOf({ backend, database, env }: RunOrder): Record<string, string> {
  const permissions = database === undefined ? {} : { EHRQL_PERMISSIONS: JSON.stringify(database.permissions) };
  return { ...env, OPENSAFELY_BACKEND: backend, ...permissions };
}
