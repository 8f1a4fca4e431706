import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** What is used of Jest's JSON report. */
const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
  testResults: z.array(z.object({ name: z.string(), assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) })),
});

/** In the titles of tests against material beside the checkout, which the project does not depend on (test/support/shared-data.ts). */
const MAY_BE_MISSING = '[needs ../shared/data]';

export interface Counts {
  passed: number;
  /** A file that could not even be run counts as one failed test. */
  failed: number;
  skipped: number;
  skippedTitles: string[];
}

/** Undefined when Jest left no report. */
export async function countsOf(file: string): Promise<Counts | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { data } = report.safeParse(JSON.parse(text));
  if (data === undefined) return undefined;
  const titles = data.testResults.flatMap((suite) => suite.assertionResults.filter(isSkipped).map((test) => test.fullName));
  return {
    passed: data.numPassedTests,
    failed: data.numFailedTests + data.numRuntimeErrorTestSuites,
    skipped: data.numPendingTests + data.numTodoTests,
    skippedTitles: titles,
  };
}

/** Why these counts cannot stand, whatever Jest's exit code; undefined when they can. */
export function objectionTo(counts: Counts | undefined, onCi: boolean): string | undefined {
  if (counts === undefined) return 'Jest left no report';
  if (counts.failed > 0) return `${counts.failed} failed`;
  if (counts.passed === 0) return 'no test ran';
  const missed = counts.skippedTitles.filter((title) => !title.includes(MAY_BE_MISSING));
  if (onCi && missed.length > 0) return `${missed.length} skipped, and on CI nothing may be missing:\n  ${missed.join('\n  ')}`;
  return undefined;
}

export function lineOf(counts: Counts | undefined): string {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function isSkipped(test: { status: string }): boolean {
  return test.status === 'pending' || test.status === 'skipped' || test.status === 'todo';
}
