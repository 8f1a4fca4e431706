import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

interface Published {
  published: string[];
  /** What stands in the place of what was held back; empty where there is none. */
  notice: string;
}

/** K3. As somebody at the backend finds it. */
export async function readNotices(kept: string, action: string): Promise<Published> {
  const release = path.join(kept, 'release');
  const folder = (await readdir(release)).find((name) => name.startsWith(`${action}-`));
  if (folder === undefined) throw new Error(`nothing of ${action} is in ${release}`);
  const files = path.join(release, folder, 'output');
  const names = await readdir(files);
  const isNotice = (name: string): boolean => name.endsWith('.withheld.txt');
  const notices = await Promise.all(names.filter(isNotice).map((name) => readFile(path.join(files, name), 'utf8')));
  return { published: names.filter((name) => !isNotice(name)), notice: notices.join('\n') };
}
