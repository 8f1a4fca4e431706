import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { apiDocumentOf } from '#doors/api-document.ts';
import { breaksOf } from '#doors/contracts/api/breaks.ts';
import type { ApiDocument } from '#doors/contracts/api/document.ts';
import { problemTypes } from '#doors/problem-json.ts';
import { writeOrCheck } from './tables/write-or-check.ts';

/** P1. `npm run generate`: docs/api/openapi.json and docs/api/problems.md. What would break clients is not written: it is told, and fails. */
const docs = path.resolve(import.meta.dirname, '../../docs/api');
const released = path.join(docs, 'openapi.json');

function problemsPage(): string {
  const rows = Object.entries(problemTypes).map(([code, { status, title, next }]) => `| \`${code}\` | ${status} | ${title} | ${next} |`);
  return `<!-- Made by \`npm run generate\`. -->
# Codes of problems

Every error answer for programs is \`application/problem+json\` (RFC 9457) with one of these codes. None is ever renamed; more may come. \`detail\` says what it is this time,
\`problems\` lists what is wrong with what was sent: \`path\`, \`code\`, \`message\`.

| code | status | what it says | what to do |
|---|---|---|---|
${rows.join('\n')}
`;
}

if (import.meta.main) {
  const next = apiDocumentOf();
  const known = existsSync(released) ? (JSON.parse(readFileSync(released, 'utf8')) as ApiDocument) : { paths: {} };
  const breaks = breaksOf(known, next, new Date().toISOString().slice(0, 10));
  mkdirSync(docs, { recursive: true });
  writeOrCheck(path.join(docs, 'problems.md'), problemsPage());
  if (breaks.length === 0) writeOrCheck(released, `${JSON.stringify(next, undefined, 1)}\n`);
  else {
    console.error(`docs/api/openapi.json: this breaks clients:\n${breaks.map((line) => `  ${line}`).join('\n')}`);
    process.exitCode = 1;
  }
}
