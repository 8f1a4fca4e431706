import { randomUUID } from 'node:crypto';

export interface Trigger {
  id: string;
  name: string;
  project: string;
  region: string;
  /** Names of the build's steps. */
  steps: readonly string[];
}

/** What a build is run with. */
export interface BuildOrder {
  trigger: string;
  commitSha: string;
  branchName: string;
  substitutions: Record<string, string>;
}

export type BuildStatus = 'QUEUED' | 'WORKING' | 'SUCCESS' | 'FAILURE' | 'CANCELLED';

export interface HeldBuild {
  id: string;
  trigger: Trigger;
  order: BuildOrder;
  status: BuildStatus;
  createdAt: number;
  startedAt?: number;
  finishedAt?: number;
  detail?: string;
  cancelled: AbortController;
}

export interface BuildRunner {
  /** Does the build's work. Its signal is given when the build is cancelled. */
  run: (order: BuildOrder, signal: AbortSignal) => Promise<{ passed: boolean; detail?: string }>;
  /** Resolves when a build has waited for long enough; at once when left out. */
  stay?: (order: BuildOrder) => Promise<void>;
}

export function holdBuild(trigger: Trigger, order: BuildOrder): HeldBuild {
  return { id: randomUUID(), trigger, order, status: 'QUEUED', createdAt: Date.now(), cancelled: new AbortController() };
}

export function isUnderWay({ status }: HeldBuild): boolean {
  return status === 'QUEUED' || status === 'WORKING';
}

/** QUEUED, WORKING and an end, unless it is cancelled before. */
export async function runHeldBuild(build: HeldBuild, runner: BuildRunner): Promise<void> {
  await runner.stay?.(build.order);
  if (!isUnderWay(build)) return;
  build.status = 'WORKING';
  build.startedAt = Date.now();
  const { passed, detail } = await runner
    .run(build.order, build.cancelled.signal)
    .catch((error: unknown) => ({ passed: false, detail: String(error) }));
  if (isUnderWay(build)) endBuild(build, passed ? 'SUCCESS' : 'FAILURE', detail);
}

export function endBuild(build: HeldBuild, status: BuildStatus, detail?: string): void {
  build.status = status;
  build.finishedAt = Date.now();
  if (detail !== undefined) build.detail = detail;
}

/** As the API tells it. */
export function buildResource(build: HeldBuild): object {
  const { id, trigger, order, status, createdAt, startedAt, finishedAt, detail } = build;
  const { project, region, steps } = trigger;
  const timing =
    startedAt === undefined
      ? {}
      : { timing: { startTime: instant(startedAt), ...(finishedAt === undefined ? {} : { endTime: instant(finishedAt) }) } };
  return {
    name: `projects/${project}/locations/${region}/builds/${id}`,
    id,
    projectId: project,
    status,
    createTime: instant(createdAt),
    ...(startedAt === undefined ? {} : { startTime: instant(startedAt) }),
    ...(finishedAt === undefined ? {} : { finishTime: instant(finishedAt) }),
    ...(status === 'FAILURE' ? { failureInfo: { type: 'USER_BUILD_STEP', detail: detail ?? 'Build step failure' } } : {}),
    buildTriggerId: trigger.id,
    substitutions: { ...order.substitutions, COMMIT_SHA: order.commitSha, TRIGGER_NAME: trigger.name },
    steps: steps.map((step) => ({ id: step, name: 'gcr.io/cloud-builders/gcloud', status, ...timing })),
    logUrl: `https://console.cloud.google.com/cloud-build/builds;region=${region}/${id}?project=${project}`,
  };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
