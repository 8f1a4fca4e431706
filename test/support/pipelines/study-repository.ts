import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { openGitCodeHost } from '#platform/embedded/git-code-host.ts';
import { runGit } from '#platform/embedded/run-git.ts';

/** Bare repositories in a folder of their own, as `owner/name`, and a code host over them. */
export interface StudyRepositories {
  host: CodeHost;
  /** A commit on this ref, which is made if it is not there; answers its id. */
  commit(name: string, files: Record<string, string>, ref?: string): Promise<string>;
  git(name: string, ...args: string[]): Promise<string>;
  remove(): void;
}

export async function openStudyRepositories(names: readonly string[]): Promise<StudyRepositories> {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-studies-'));
  const folders = Object.fromEntries(names.map((name) => [name, join(folder, `${name.replace('/', '+')}.git`)]));
  for (const gitDir of Object.values(folders)) await runGit(['init', '--quiet', '--bare', '--initial-branch=main', gitDir], { gitDir });
  const git = async (name: string, ...args: string[]): Promise<string> =>
    (await runGit(args, { gitDir: folders[name] ?? '' })).stdout.trim();
  return {
    host: openGitCodeHost({ repositories: folders }),
    git,
    async commit(name, files, ref = 'refs/heads/main') {
      const changes = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${dataOf(text)}`);
      const known = await git(name, 'for-each-ref', ref);
      const from = known === '' ? '' : `from ${ref}^0\n`;
      const commit = `commit ${ref}\ncommitter Somebody <somebody@example.org> now\n${dataOf('more')}${from}`;
      const input = `${commit}${changes.join('')}done\n`;
      await runGit(['fast-import', '--quiet', '--done', '--date-format=now'], { gitDir: folders[name] ?? '', input });
      return git(name, 'rev-parse', '--verify', ref);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
