import type { ActionTask } from '#contexts/operations/agent-action.ts';
import type { ActionOrder } from '#contexts/operations/ports/executor.ts';
import { urlOf } from '#products/pipelines/domain/ask/repository.ts';
import { credentialsOf, type PlacedActions } from '#products/pipelines/domain/ask/where.ts';
import { attemptId, attemptOperation } from '#products/pipelines/domain/job/names.ts';
import type { ActionLimits } from '#products/pipelines/domain/job/rules.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import { headId, outcomeId } from '#products/pipelines/domain/places.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';

/** Where the code of reusable actions must have come to. */
const MAIN = 'main';

export interface AttemptRules {
  actions: ActionLimits;
  placed: PlacedActions;
}

/** An attempt, with all that its agent needs: what it is given is what had succeeded last when it was asked for. */
export async function actionOrder(
  { store, kernel }: Pick<JobHouse, 'store' | 'kernel'>,
  { actions: rules, placed }: AttemptRules,
  job: JobState,
  n: number,
): Promise<ActionOrder | undefined> {
  const run = await store.get({ collection: 'runs', id: job.run });
  if (run === undefined) return undefined;
  const parent = headId(job.backend, job.workspace);
  const needs = await Promise.all(
    [...new Set(job.spec.needs)].map(async (action) => {
      const known = await store.get({ collection: 'outcomes', parent, id: outcomeId(kernel.hash, action) });
      return known?.success === undefined ? [] : [{ action, job: known.success.job }];
    }),
  );
  return {
    id: attemptId(job.id, n),
    program: 'action',
    subject: { kind: 'job', id: job.id },
    name: attemptOperation(job.id, n),
    backend: job.backend,
    fencing: n,
    body: bodyOf(rules, job, n, {
      run: run.state,
      needs: needs.flat(),
      credentials: credentialsOf(placed, { action: job.action, repository: run.state.repository }),
    }),
  };
}

interface Given {
  run: RunState;
  needs: ActionTask['needs'];
  /** R18. Names: what they stand for is known to the agent alone. */
  credentials: readonly string[];
}

function bodyOf(
  { registry, digests, ...rules }: ActionLimits,
  job: JobState,
  attempt: number,
  { run, needs, credentials }: Given,
): ActionTask {
  const { spec, id: jobId, workspace, action } = job;
  const [, name = spec.image, version = 'latest'] = /^(.*):([^:]*)$/.exec(spec.image) ?? [];
  const known = `${name}:${version}`;
  const digest = Object.hasOwn(digests, known) ? digests[known] : undefined;
  const { repository, branch, commit } = run;
  return {
    ...rules,
    kind: 'action',
    jobId,
    runId: run.id,
    workspace,
    action,
    attempt,
    study: { repository, branch, commit },
    ...(spec.checkout === undefined ? {} : { checkout: { repository: urlOf(spec.checkout), ref: MAIN, commit: spec.checkout.commit } }),
    image: { name: `${registry}${name}`, version, ...(digest === undefined ? {} : { digest }) },
    args: [...spec.args],
    needs,
    outputs: spec.outputs.map(({ level, name, path }) => ({ level, name, pattern: path })),
    database: spec.usesDatabase,
    ...(credentials.length === 0 ? {} : { credentials: [...credentials] }),
  };
}
