import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { kindFolders } from './tables/folders.ts';
import { tableText, type Kind } from './tables/table-text.ts';
import { writeOrCheck } from './tables/write-or-check.ts';

/** `npm run generate`: one `table.ts` for each folder of kinds. `-- --check` writes nothing and fails when one is out of date. */
const OWN = new Set(['table.ts', 'define.ts']);

for (const { folder, table } of kindFolders) writeOrCheck(path.join(folder, 'table.ts'), tableText(table, kindsOf(folder)));

function kindsOf(folder: string): Kind[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !OWN.has(file))
    .sort()
    .map((file) => ({ file, exported: exportedBy(path.join(folder, file)) }));
}

function exportedBy(file: string): string {
  const [, name] = /^export const (\w+)/m.exec(readFileSync(file, 'utf8')) ?? [];
  if (name === undefined) throw new Error(`${file} exports no const: a kind is one file with one exported const`);
  return name;
}
