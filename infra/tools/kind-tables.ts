import { readdirSync } from 'node:fs';
import path from 'node:path';
import { exportedBy } from './tables/exported-by.ts';
import { kindFolders } from './tables/folders.ts';
import { namesText, tableText, type Kind } from './tables/table-text.ts';
import { writeOrCheck } from './tables/write-or-check.ts';

/** `npm run generate`: one `table.ts` for each folder of kinds, and one `names.ts` where it is wanted. `-- --check` writes nothing and fails when one is out of date. */
const OWN = new Set(['table.ts', 'names.ts', 'define.ts']);

for (const { folder, table, dashed, names } of kindFolders) {
  const kinds = kindsOf(folder);
  writeOrCheck(path.join(folder, 'table.ts'), tableText(table, kinds, dashed));
  if (names !== undefined) writeOrCheck(path.join(folder, 'names.ts'), namesText(names, kinds, dashed));
}

function kindsOf(folder: string): Kind[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !OWN.has(file))
    .sort()
    .map((file) => ({ file, exported: exportedBy(path.join(folder, file)) }));
}
