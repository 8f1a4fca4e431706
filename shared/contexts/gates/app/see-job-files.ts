import type { Change } from '#contexts/intake/domain/submission.ts';
import { jobFiles, type JobFiles, type JobLayout } from '#contexts/gates/domain/job-files.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';

/** G4. Where jobs lie, as the registry itself says at these commits, the head first; undefined where the settings name no registry. */
export async function seeJobFiles(
  host: CodeHost,
  change: Change,
  layout: JobLayout,
  ...shas: readonly string[]
): Promise<JobFiles | undefined> {
  const { registryFile } = layout;
  if (registryFile === undefined) return undefined;
  const texts = await Promise.all(shas.map((sha) => host.readFiles(change, sha, [registryFile])));
  return jobFiles(layout, ...texts.map((files) => files.get(registryFile)));
}
