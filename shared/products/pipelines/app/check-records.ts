import { checkStored, everyEntry } from '#kernel/app/check-stored.ts';
import type { CheckedRecord } from '#kernel/check-record.ts';
import { storedWorkspaces } from '#products/pipelines/app/stored-workspaces.ts';
import type { System } from '#products/pipelines/app/system.ts';

/** Workspaces that are looked at, the newest first. */
const MOST = 200;

/** Z1, Z4. Records of this product's processes against their hashes and their fold. */
export async function checkRecords(system: System): Promise<CheckedRecord[]> {
  const found = await system.store.query({ index: 'workspacesNewestFirst', equal: {}, limit: MOST });
  return Promise.all(found.map(({ document }) => checkWorkspace(system, document.name)));
}

async function checkWorkspace(system: System, name: string): Promise<CheckedRecord> {
  const faults = await checkStored(system, storedWorkspaces, {
    document: () => system.store.get({ collection: 'workspaces', id: name }),
    entries: () => everyEntry((place) => system.store.query({ index: 'workspaceTimelineInOrder', parent: name, equal: {}, ...place })),
  });
  return { name: `workspace ${name}`, faults: faults ?? [] };
}
