import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { factsOf } from '#products/pipelines/domain/plan-file/facts.ts';
import { linesOf, readPlanBytes, type ReadPlanFile } from '#products/pipelines/domain/plan-file/read.ts';
import { reported } from './plan-report.ts';
import type { Said } from './said.ts';

/** K1. A file of a plan, looked at here and now: it asks no server. `-` is what comes in. */
export async function checkPlanFile(typed: readonly string[]): Promise<Said> {
  const [file, ...more] = typed.filter((word) => word !== '--json');
  const wrong = [...more, ...(file === undefined || (file !== '-' && file.startsWith('-')) ? [file ?? '<file> is missing'] : [])];
  if (file === undefined || wrong.length > 0) return { code: 2, out: '', err: `  not understood: ${wrong.join(' ')}\n${USAGE}\n` };
  const bytes = await bytesOf(file);
  if ('problem' in bytes) return { code: 2, out: '', err: `  ${bytes.problem}\n` };
  const read = readPlanBytes(bytes);
  const text = linesOf(new TextDecoder().decode(bytes));
  const out = typed.includes('--json') ? `${JSON.stringify(told(read), null, 2)}\n` : reported(file === '-' ? 'stdin' : file, text, read);
  return { code: read.ok ? 0 : 1, out, err: '' };
}

const USAGE = 'npm run rehearsal -- pipelines check <file> [--json], where - is what comes in';

async function bytesOf(file: string): Promise<Uint8Array | { problem: string }> {
  if (file === '-') return buffer(process.stdin);
  try {
    return await readFile(file);
  } catch (error) {
    return { problem: `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** For programs. `rules`: the numbers of all rules that are broken or warned of; `facts` of a file that is not valid there are none. */
function told(read: ReadPlanFile): object {
  const problems = read.ok ? [] : read.problems;
  const rules = [...new Set([...problems, ...read.warnings].flatMap((one) => one.rules))].toSorted();
  return { valid: read.ok, rules, facts: read.ok ? factsOf(read.plan, sha256) : null, problems, warnings: read.warnings };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
