import { append } from '#kernel/lists.ts';
import type { StepOrder } from '#contexts/operations/ports/executor.ts';
import type { Build, CloudBuild } from './cloud-build-client.ts';

/** Where a step's builds run. */
export interface BuildPlace {
  project: string;
  /** `global` where the trigger has no region. */
  region: string;
  /** Name or id of the trigger. */
  trigger: string;
}

/** The substitution that tells our builds from others of the same trigger, and one step of one lease from another. */
export const KEY = '_REHEARSAL_KEY';
/** Pages of the trigger's builds that are looked through, newest first, of 100 each. */
const MOST_PAGES = 5;

export function keyOf({ backend, fencing, subject, step }: StepOrder): string {
  return [subject.id, backend, fencing, step].join(':');
}

export function parentOf({ project, region }: BuildPlace): string {
  return `projects/${project}/locations/${region}`;
}

export function triggerOf(place: BuildPlace): string {
  return `${parentOf(place)}/triggers/${place.trigger}`;
}

/** Builds of the step, oldest first: at most one, unless a trigger was run again before its first build was to be seen. */
export async function findBuilds(client: CloudBuild, place: BuildPlace, step: StepOrder): Promise<Build[]> {
  const { project: projectId } = place;
  const { data: trigger } = await client.projects.locations.triggers.get({ name: triggerOf(place), projectId, triggerId: place.trigger });
  const parent = parentOf(place);
  const found: Build[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { data } = await client.projects.locations.builds.list({
      parent,
      projectId,
      filter: `trigger_id="${trigger.id ?? ''}"`,
      pageSize: 100,
      fields: 'builds(id,status,createTime,substitutions),nextPageToken',
      ...(pageToken === undefined ? {} : { pageToken }),
    });
    append(
      found,
      (data.builds ?? []).filter(({ substitutions }) => substitutions?.[KEY] === keyOf(step)),
    );
    pageToken = data.nextPageToken ?? undefined;
    if (pageToken === undefined || found.length > 0) break;
  }
  return found.toSorted((a, b) => Date.parse(a.createTime ?? '') - Date.parse(b.createTime ?? ''));
}
