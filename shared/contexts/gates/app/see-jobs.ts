import { jobFiles, jobsIn, type JobLayout } from '#contexts/gates/domain/job-files.ts';
import type { CodeHost, Ref } from '#contexts/gates/ports/code-host.ts';

/** A job that a repository has at a commit. */
export interface SeenJob {
  name: string;
  file: string;
}

/** Files that the registry may mean and that are looked for. */
const MOST_FILES = 300;

/** G4. Every job of the modules that the registry imports at this commit, by name; of one name the first. `left`: so many files were not looked for. Undefined: there is no registry. */
export async function seeJobs(
  host: CodeHost,
  ref: Ref,
  sha: string,
  layout: JobLayout,
): Promise<{ jobs: SeenJob[]; left: number } | undefined> {
  const { registryFile = '' } = layout;
  const registry = (await host.readFiles(ref, sha, [registryFile])).get(registryFile);
  const files = registry === undefined ? undefined : jobFiles(layout, registry)?.imported();
  if (registry === undefined || files === undefined) return undefined;
  const texts = await host.readFiles(ref, sha, files.slice(0, MOST_FILES));
  const found = [...texts].flatMap(([file, text]) => jobsIn(text).map((name) => [name, { name, file }] as const));
  const jobs = [...new Map(found.toReversed()).values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { jobs, left: Math.max(0, files.length - MOST_FILES) };
}
