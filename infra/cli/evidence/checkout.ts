import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Checkout } from './judge.ts';

const run = promisify(execFile);

/** The commit that is checked out in a folder, if its files are that commit's. */
export async function readCheckout(folder: string): Promise<Checkout | { problem: string }> {
  const git = async (...words: string[]): Promise<string> => {
    // Nothing that the checkout's own configuration names is started.
    const { stdout } = await run('git', ['-C', folder, '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', ...words]);
    return stdout.trim();
  };
  try {
    const [commit, tree] = (await git('rev-parse', 'HEAD^{commit}', 'HEAD^{tree}')).split('\n');
    const changed = await git('status', '--porcelain', '--untracked-files=no');
    if (changed !== '') return { problem: `${folder} has changes that are in no commit: nobody has tested them` };
    return { commit: commit ?? '', tree };
  } catch {
    return { problem: `${folder} is no checkout of a commit that git can read` };
  }
}
