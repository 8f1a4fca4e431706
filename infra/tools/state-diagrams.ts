import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { diagramOf, withDiagrams } from './state-diagrams/mermaid.ts';
import { isTransitionTable } from './state-diagrams/table.ts';

/** Puts a diagram of every transition table into the README of its room. `--check` writes nothing and fails on a difference. */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const root = path.resolve(import.meta.dirname, '../..');
const stale: string[] = [];
let diagrams = 0;

for (const file of globSync('shared/**/transitions.ts', { cwd: root }).toSorted()) {
  const tables = await tablesOf(path.join(root, file));
  if (tables.length === 0) continue;
  diagrams += tables.length;
  const folder = path.join(root, path.dirname(file));
  await bringUpToDate(path.join(folder, 'README.md'), path.basename(folder), tables);
}

async function tablesOf(file: string): Promise<[name: string, diagram: string][]> {
  const module: unknown = await import(file);
  return Object.entries(module ?? {}).flatMap(([name, table]) =>
    isTransitionTable(table) ? [[name, diagramOf(table)] as [string, string]] : [],
  );
}

async function bringUpToDate(readme: string, room: string, tables: [name: string, diagram: string][]): Promise<void> {
  const before = await readFile(readme, 'utf8').catch(() => '');
  const after = withDiagrams(before === '' ? `# ${room}\n` : before, tables);
  if (after === before) return;
  stale.push(path.relative(process.cwd(), readme));
  if (!values.check) await writeFile(readme, after);
}

console.log(
  `${diagrams} state diagrams, ${stale.length} ${values.check ? 'out of date' : 'written'}${stale.map((file) => `\n  ${file}`).join('')}`,
);
if (values.check && stale.length > 0) process.exitCode = 1;
