import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { actionLimits, manifestEntry, type ActionResult, type ManifestEntry } from '#contexts/operations/domain/action/result.ts';

/** K3. What lies beside the files of one attempt that succeeded. `path`: the file's own name below `files`, its bytes as latin1. */
const storedManifest = z.object({
  workspace: z.string(),
  action: z.string(),
  job: z.string(),
  /** Name of the task that made it. */
  task: z.string(),
  repository: z.string(),
  commit: z.string(),
  at: z.number(),
  outputs: z.object({ counts: z.array(z.int()), notFiles: z.int() }),
  files: z.array(z.object({ path: z.string(), entry: manifestEntry })),
});
export type StoredManifest = z.infer<typeof storedManifest>;

export function readManifest(folder: string): StoredManifest {
  return storedManifest.parse(JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')));
}

/** As they are sent: always cut in the same places. */
export function partsOf(entries: readonly ManifestEntry[]): ManifestEntry[][] {
  const parts: ManifestEntry[][] = [];
  let bytes = Infinity;
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry));
    const last = parts.at(-1);
    if (last === undefined || last.length === actionLimits.entries || bytes + size > actionLimits.bytes) {
      parts.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return parts;
}

export function summaryOf(entries: readonly ManifestEntry[]): NonNullable<ActionResult['manifest']> {
  const hash = createHash('sha256');
  for (const entry of entries) hash.update(`${JSON.stringify(entry)}\n`);
  return {
    parts: partsOf(entries).length,
    files: entries.length,
    bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0),
    withheld: entries.filter((entry) => entry.withheld !== undefined).length,
    sha256: hash.digest('hex'),
  };
}
