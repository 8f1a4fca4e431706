import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** TypeScript files in these folders of the repository, by their paths from its root; also those that are not committed yet. */
export function sourcesIn(...folders: string[]): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--deduplicate', ...folders], {
    cwd: root,
    encoding: 'utf8',
  });
  const deleted = execFileSync('git', ['ls-files', '-d', ...folders], { cwd: root, encoding: 'utf8' }).split('\n');
  return listed.split('\n').filter((file) => file.endsWith('.ts') && !deleted.includes(file));
}

export function textOf(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
