import type { Refused, StepExecutor, StepOrder, Stopped } from '#contexts/operations/ports/executor.ts';
import { statusOf, type Build, type CloudBuild } from './cloud-build-client.ts';
import { findBuilds, KEY, keyOf, parentOf, triggerOf, type BuildPlace } from './cloud-build-find.ts';
import { isUnderWay, seenOf } from './cloud-build-note.ts';

/** Cloud Build brings no news by itself. */
type Asked = StepExecutor & Required<Pick<StepExecutor, 'look'>>;

export interface CloudBuildExecutorOptions {
  client: CloudBuild;
  place: (step: StepOrder) => BuildPlace;
}

/** Answers that say for certain that no build was made, and that asking again is no use. */
const REFUSED = new Set([400, 403, 404]);
/** Answers to a cancel that comes too late. */
const NOT_UNDER_WAY = new Set([400, 404, 409]);

/**
 * D2: a `build` step is one run of a Cloud Build trigger at exactly the tested commit. Cloud Build would run a trigger as often as it is
 * asked, so what is there is looked for before each run, by a substitution that says request, lease and step. Should there be two all
 * the same, the older is the step and the others are stopped.
 */
export function createCloudBuildExecutor({ client, place }: CloudBuildExecutorOptions): Asked {
  return {
    async start(order) {
      const [there] = await findBuilds(client, place(order), order);
      return there === undefined ? runTrigger(client, place(order), order) : 'started';
    },
    async look(step) {
      const where = place(step);
      const [ours, ...more] = await findBuilds(client, where, step);
      for (const build of more) if (isUnderWay(build)) await cancel(client, where, build);
      if (ours === undefined) return { seen: 'missing' };
      if (isUnderWay(ours)) return seenOf(ours);
      const { data } = await client.projects.locations.builds.get({
        name: nameOf(where, ours),
        projectId: where.project,
        id: ours.id ?? '',
      });
      return seenOf(data);
    },
    async stop(step): Promise<Stopped> {
      const where = place(step);
      const builds = await findBuilds(client, where, step);
      for (const build of builds) if (isUnderWay(build)) await cancel(client, where, build);
      return builds.length === 0 ? 'not_there' : 'asked';
    },
  };
}

async function runTrigger(client: CloudBuild, where: BuildPlace, order: StepOrder): Promise<'started' | Refused> {
  const { subject, backend, fencing, step, change, testRef, testSha } = order;
  const substitutions = {
    [KEY]: keyOf(order),
    // `_REHEARSAL_REQUEST`, where a request asks.
    [`_REHEARSAL_${subject.kind.toUpperCase()}`]: subject.id,
    _REHEARSAL_BACKEND: backend,
    _REHEARSAL_FENCING: String(fencing),
    _REHEARSAL_STEP: step,
    _REHEARSAL_REF: testRef,
    _REHEARSAL_SHA: testSha,
    _REHEARSAL_CHANGE: change.kind === 'pull_request' ? String(change.number) : change.ref,
  };
  const source = { commitSha: testSha, substitutions };
  try {
    await client.projects.locations.triggers.run({
      name: triggerOf(where),
      requestBody: { projectId: where.project, triggerId: where.trigger, source },
    });
    return 'started';
  } catch (error) {
    if (!REFUSED.has(statusOf(error) ?? 0)) throw error;
    return { refused: `Cloud Build refused to run ${where.trigger}: ${error instanceof Error ? error.message.slice(0, 300) : ''}` };
  }
}

async function cancel(client: CloudBuild, where: BuildPlace, build: Build): Promise<void> {
  try {
    const requestBody = { name: nameOf(where, build), projectId: where.project, id: build.id ?? '' };
    await client.projects.locations.builds.cancel({ name: nameOf(where, build), requestBody });
  } catch (error) {
    if (!NOT_UNDER_WAY.has(statusOf(error) ?? 0)) throw error;
  }
}

function nameOf(where: BuildPlace, { id }: Build): string {
  return `${parentOf(where)}/builds/${id ?? ''}`;
}
