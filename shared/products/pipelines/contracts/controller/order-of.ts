import type { ActionTask } from '#contexts/operations/agent-action.ts';
import type { RunOrder } from '#products/pipelines/contracts/controller/run-definition.ts';
import type { Asker } from '#products/pipelines/contracts/controller/task.ts';
import type { Instant } from '#kernel/time.ts';

/** Who asked for a run, and what its database jobs may see. */
export interface RunAsker extends Asker {
  permissions: readonly string[];
}

const MEGABYTE = 1024 * 1024;

/** An action as our own agents are told it, for one of theirs. */
export function orderOf(body: ActionTask, at: { backend: string; createdAt: Instant }, { user, permissions }: RunAsker): RunOrder {
  const { study, checkout, image, limits, guard } = body;
  return {
    jobId: body.jobId,
    runId: body.runId,
    study: { url: study.repository, commit: study.commit, branch: study.branch },
    source: checkout && { url: checkout.repository, commit: checkout.commit },
    workspace: body.workspace,
    action: body.action,
    createdAt: at.createdAt,
    backend: at.backend,
    image: `${image.name}:${image.version}`,
    imageDigest: image.digest,
    words: body.args,
    database: body.database ? { name: 'default', permissions } : undefined,
    env: body.env,
    inputs: body.needs.map(({ job }) => job),
    outputs: Object.fromEntries(body.outputs.map(({ pattern, level }) => [pattern, level])),
    user,
    limits: {
      csvRows: guard.maxRows,
      fileBytes: guard.maxBytes,
      fileTypes: guard.types.map((type) => `.${type}`),
      processors: limits.cpu,
      memory: memoryText(limits.memoryBytes),
    },
  };
}

/** As containers are given it: whole gigabytes, or megabytes. */
function memoryText(bytes: number): string {
  const megabytes = Math.max(1, Math.floor(bytes / MEGABYTE));
  return megabytes % 1024 === 0 ? `${megabytes / 1024}G` : `${megabytes}M`;
}
