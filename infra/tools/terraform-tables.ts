import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeOrCheck } from './tables/write-or-check.ts';
import { withReaders } from './terraform/secret-readers.ts';
import { terraformTables, terraformText } from './terraform/tables.ts';

/** `npm run generate`: the tables of infra/google, and who reads which secret in the guide. `-- --check` writes nothing and fails when one is out of date. */
for (const [file, locals] of Object.entries(terraformTables())) writeOrCheck(path.join('infra/google', file), terraformText(locals));

const guide = 'docs/guide/secrets.md';
writeOrCheck(guide, withReaders(readFileSync(guide, 'utf8')));
