import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { apiDocumentOf } from '#doors/api-document.ts';
import { breaksOf } from '#doors/contracts/api/breaks.ts';
import type { ApiDocument } from '#doors/contracts/api/document.ts';
import { problemTypes } from '#doors/problem-json.ts';
import { writeOrCheck } from './tables/write-or-check.ts';

/** P1. `npm run generate`: docs/api/openapi.json, and the table of docs/guide/problems.md. What would break clients is not written: it is told, and fails. */
const docs = path.resolve(import.meta.dirname, '../../docs/api');
const released = path.join(docs, 'openapi.json');

/** The page about errors, with its table made anew. */
function withProblems(page: string): string {
  const rows = Object.entries(problemTypes).map(([code, { status, title, next }]) => `| \`${code}\` | ${status} | ${title} | ${next} |\n`);
  return page.replace(/\| code \| status \|.*\n(?:\|.*\n)*/, `| code | status | title | what to do |\n|---|---|---|---|\n${rows.join('')}`);
}

if (import.meta.main) {
  const next = apiDocumentOf();
  const known = existsSync(released) ? (JSON.parse(readFileSync(released, 'utf8')) as ApiDocument) : { paths: {} };
  const breaks = breaksOf(known, next, new Date().toISOString().slice(0, 10));
  mkdirSync(docs, { recursive: true });
  const page = path.resolve(docs, '../guide/problems.md');
  writeOrCheck(page, withProblems(readFileSync(page, 'utf8')));
  if (breaks.length === 0) writeOrCheck(released, `${JSON.stringify(next, undefined, 1)}\n`);
  else {
    console.error(`docs/api/openapi.json: this breaks clients:\n${breaks.map((line) => `  ${line}`).join('\n')}`);
    process.exitCode = 1;
  }
}
