import { actionLimits, manifestEntry, type ManifestEntry } from '#contexts/operations/domain/action/result.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { System } from '#products/pipelines/app/system.ts';
import { attemptId } from '#products/pipelines/domain/job/names.ts';
import type { ShownOutputs } from '#products/pipelines/domain/shown/outputs.ts';
import { isWorkspaceName } from '#products/pipelines/domain/workspace/state.ts';
import { isId } from '#contexts/access/ids.ts';
import { headId, outcomeId } from '#products/pipelines/domain/places.ts';

const MOST = 500;

/** K3. The manifest of an action’s newest success; undefined where it has none. */
export async function readOutputs(
  { store, hash }: System,
  outputs: OutputStore,
  { workspace, backend, action }: { workspace: string; backend: string; action: string },
): Promise<ShownOutputs | undefined> {
  if (!isWorkspaceName(workspace) || !isId('document', headId(backend, workspace))) return undefined;
  const known = await store.get({ collection: 'outcomes', parent: headId(backend, workspace), id: outcomeId(hash, action) });
  const success = known?.success;
  const job = success && (await store.get({ collection: 'jobs', id: success.job }))?.state;
  if (success === undefined || job === undefined) return undefined;
  const entries = await manifestOf(outputs, attemptId(job.id, job.attempts));
  return { success, attempt: job.attempts, entries: entries.slice(0, MOST), isCut: entries.length > MOST };
}

/** Nobody here keeps how many parts there are: the first that is not there is behind the last. */
async function manifestOf(outputs: OutputStore, runId: string): Promise<ManifestEntry[]> {
  const entries: ManifestEntry[] = [];
  for (let seq = 1; seq <= actionLimits.parts && entries.length <= MOST; seq += 1) {
    const lines = await outputs.readChunk(runId, 'manifest', seq);
    if (lines === undefined) break;
    for (const line of lines) entries.push(manifestEntry.parse(JSON.parse(line)));
  }
  return entries;
}
