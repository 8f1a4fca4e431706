import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { runGit } from '#platform/embedded/run-git.ts';

const SOURCES = join(import.meta.dirname, 'sample-project');
const DATE = '2025-02-19T12:00:00Z';

/** Of a commit: its folder below the sample project's holds the files that it adds or replaces. */
interface Wrote {
  folder: string;
  author: string;
  message: string;
}

interface SampleProject {
  main: Wrote;
  /** On top of `main`: heads of pull requests, or other branches. */
  pullRequests: readonly (Wrote & { ref: string })[];
}

const lessons: SampleProject = {
  main: { folder: 'base', author: 'Ana Admin', message: 'Lessons, and a job that counts them' },
  pullRequests: [
    { folder: 'pull-1', ref: 'refs/pull/1/head', author: 'Carla Contributor', message: 'Count states, and audit their schema version' },
    { folder: 'pull-2', ref: 'refs/pull/2/head', author: 'Dan Developer', message: 'Find titles that are too long' },
  ],
};

/** K1. With a `project.yaml`. */
export const study: SampleProject = {
  main: { folder: 'study', author: 'Ruth Researcher', message: 'How many visits practices had' },
  pullRequests: [],
};

/** The same to try things out with: on the branch `quick` nothing waits to be stopped. */
export const quickStudy: SampleProject = {
  ...study,
  pullRequests: [{ folder: 'study-quick', ref: 'refs/heads/quick', author: 'Ruth Researcher', message: 'Wait for nobody' }],
};

/**
 * Makes a sample project's bare repository at `folder`: branch `main` and its pull requests, always with the same commit ids.
 * Does nothing when it is there. It appears whole or not at all, even when this process is killed or runs twice at once.
 */
export async function makeSampleRepository(folder: string, project = lessons): Promise<void> {
  const target = resolve(folder);
  if (existsSync(target)) return;
  await mkdir(dirname(target), { recursive: true });
  await removeLeftovers(target);
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await build(project, join(temporary, 'repository'), join(temporary, 'files'));
    await rename(join(temporary, 'repository'), target).catch((error: unknown) => {
      // Another process was faster, with the same result.
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function build({ main, pullRequests }: SampleProject, gitDir: string, files: string): Promise<void> {
  await mkdir(gitDir, { recursive: true });
  await runGit(['init', '--quiet', '--bare', '--initial-branch=main', gitDir], { gitDir });
  const base = await commitFiles(gitDir, files, [main.folder], main);
  await runGit(['update-ref', 'refs/heads/main', base], { gitDir });
  for (const { ref, ...wrote } of pullRequests) {
    const sha = await commitFiles(gitDir, `${files}-${wrote.folder}`, [main.folder, wrote.folder], { ...wrote, parent: base });
    await runGit(['update-ref', ref, sha], { gitDir });
  }
}

interface CommitWords {
  author: string;
  message: string;
  parent?: string;
}

async function commitFiles(gitDir: string, workTree: string, folders: string[], { author, message, parent }: CommitWords): Promise<string> {
  for (const folder of folders) await cp(join(SOURCES, folder), workTree, { recursive: true });
  const index = { GIT_INDEX_FILE: `${workTree}.index` };
  // Modes as they are on any machine: what is committed must not depend on how the sources were unpacked.
  await runGit(['-c', 'core.fileMode=false', 'add', '--all', '--force', '.'], { gitDir, workTree, cwd: workTree, env: index });
  const tree = (await runGit(['write-tree'], { gitDir, env: index })).stdout.trim();
  const email = `${author.toLowerCase().replace(' ', '.')}@example.org`;
  const env = {
    GIT_AUTHOR_NAME: author,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: DATE,
    GIT_COMMITTER_NAME: author,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: DATE,
  };
  const parents = parent === undefined ? [] : ['-p', parent];
  return (await runGit(['commit-tree', ...parents, '-m', message, tree], { gitDir, env })).stdout.trim();
}

/** Of earlier processes that were killed in the middle. One that is still at work loses its folder and fails, or finds the work done. */
async function removeLeftovers(target: string): Promise<void> {
  const names = await readdir(dirname(target));
  const stale = names.map((name) => join(dirname(target), name)).filter((path) => path.startsWith(`${target}.`) && path.endsWith('.tmp'));
  for (const path of stale) await rm(path, { recursive: true, force: true });
}
