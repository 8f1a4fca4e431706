import { checkStored, everyEntry } from '#kernel/app/check-stored.ts';
import type { CheckedRecord, RecordFault } from '#kernel/check-record.ts';
import { storedJobs } from '#products/pipelines/app/stored-jobs.ts';
import { storedRuns } from '#products/pipelines/app/stored-runs.ts';
import { storedWorkspaces } from '#products/pipelines/app/stored-workspaces.ts';
import type { System } from '#products/pipelines/app/system.ts';

/** Workspaces, and runs, that are looked at, the newest first. */
const MOST = 200;
/** Jobs of one run, the oldest first. */
const MOST_JOBS = 100;

type Faults = RecordFault[] | undefined;

/** Z1, Z4. Records of this product's processes against their hashes and their fold. */
export async function checkRecords(system: System): Promise<CheckedRecord[]> {
  const workspaces = await system.store.query({ index: 'workspacesNewestFirst', equal: {}, limit: MOST });
  const checked = await Promise.all(
    workspaces.map(async ({ document: { name } }) => recordOf(`workspace ${name}`, await checkWorkspace(system, name))),
  );
  const runs = await system.store.query({ index: 'runsNewest', equal: {}, limit: MOST });
  // One run after the other: each has jobs of its own.
  for (const { document } of runs) checked.push(recordOf(`run ${document.id}`, await checkRun(system, document.id)));
  return checked;
}

function recordOf(name: string, faults: Faults): CheckedRecord {
  return { name, faults: faults ?? [] };
}

function checkWorkspace(system: System, name: string): Promise<Faults> {
  return checkStored(system, storedWorkspaces, {
    document: () => system.store.get({ collection: 'workspaces', id: name }),
    entries: () => everyEntry((place) => system.store.query({ index: 'workspaceTimelineInOrder', parent: name, equal: {}, ...place })),
  });
}

/** With its jobs: what is wrong with one of them is wrong with the run. */
async function checkRun(system: System, id: string): Promise<Faults> {
  const own = await checkStored(system, storedRuns, {
    document: () => system.store.get({ collection: 'runs', id }),
    entries: () => everyEntry((place) => system.store.query({ index: 'runTimelineInOrder', parent: id, equal: {}, ...place })),
  });
  const jobs = await system.store.query({ index: 'jobsOfRun', equal: { run: id }, limit: MOST_JOBS });
  const theirs = await Promise.all(jobs.map(({ document }) => checkJob(system, document.id)));
  return [...(own ?? []), ...theirs.flatMap((faults) => faults ?? [])];
}

function checkJob(system: System, id: string): Promise<Faults> {
  return checkStored(system, storedJobs, {
    document: () => system.store.get({ collection: 'jobs', id }),
    entries: () => everyEntry((place) => system.store.query({ index: 'jobTimelineInOrder', parent: id, equal: {}, ...place })),
  });
}
