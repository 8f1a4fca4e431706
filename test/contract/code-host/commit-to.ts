import { runGit } from '#platform/embedded/run-git.ts';

/**
 * One more commit on `ref` with these files added, replaced or, where there is no text, removed. Answers its id. One process,
 * however many files there are.
 */
export async function commitTo(gitDir: string, ref: string, files: Record<string, string | undefined>): Promise<string> {
  const git = async (args: string[], input = ''): Promise<string> => (await runGit(args, { gitDir, input })).stdout.trim();
  const parent = await git(['rev-parse', '--verify', ref]);
  const changes = Object.entries(files).map(([path, text]) =>
    text === undefined ? `D ${path}\n` : `M 100644 inline ${path}\n${dataOf(text)}`,
  );
  const commit = `commit ${ref}\ncommitter Somebody <somebody@example.org> now\n${dataOf('more')}from ${parent}\n`;
  await git(['fast-import', '--quiet', '--done', '--date-format=now'], `${commit}${changes.join('')}done\n`);
  return git(['rev-parse', '--verify', ref]);
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
