import { readFileSync } from 'node:fs';

/** The name of a file's first exported const. Throws when there is none. */
export function exportedBy(file: string): string {
  const [, name] = /^export const (\w+)/m.exec(readFileSync(file, 'utf8')) ?? [];
  if (name === undefined) throw new Error(`${file} exports no const: a kind is one file with one exported const`);
  return name;
}
