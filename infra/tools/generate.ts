import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './verify/run.ts';

/** Runs every generator (`npm run generate`); `-- --check` changes nothing and fails when a file is out of date. */
const generators = [
  'lock-platforms.ts',
  'kind-tables.ts',
  'navigation.ts',
  'runbooks.ts',
  'google-form.ts',
  'function-entries.ts',
  'settings-docs.ts',
  'permissions-docs.ts',
  'rules-page.ts',
  'terraform-tables.ts',
  'state-diagrams.ts',
  'firestore-indexes.ts',
  'hosting-rewrites.ts',
  'openapi.ts',
];
const flags = process.argv.slice(2);

for (const name of generators) {
  const file = path.join(import.meta.dirname, name);
  if (!existsSync(file)) continue;
  const { code } = await run(process.execPath, [file, ...flags]);
  if (code !== 0) process.exitCode = 1;
}
