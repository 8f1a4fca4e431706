import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { longest } from '#infra/tools/verify/longest-first.ts';
import { slowestLines, timesOf } from '#infra/tools/verify/slowest.ts';
import { countsOf, lineOf, objectionTo } from '#infra/tools/verify/counts.ts';

const counts = { passed: 3, failed: 0, skipped: 0, skippedTitles: [] };

describe('the gate', () => {
  test('counts come from the report; a file that could not run is a failure', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'rehearsal-counts-'));
    const file = path.join(folder, 'jest.json');
    const tests = [
      { status: 'pending', fullName: 'the emulator' },
      { status: 'passed', fullName: 'else' },
    ];
    const report = { numPassedTests: 1, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1, numRuntimeErrorTestSuites: 3 };
    await writeFile(file, JSON.stringify({ ...report, testResults: [{ name: 'a', assertionResults: tests }] }));
    expect(await countsOf(file)).toEqual({ passed: 1, failed: 5, skipped: 2, skippedTitles: ['the emulator'] });
    await rm(folder, { recursive: true });
    expect(await countsOf(file)).toBeUndefined();
  });

  test('no test, no report, a failure and, on CI, a skipped test cannot stand', () => {
    expect(objectionTo(counts, true)).toBeUndefined();
    expect(objectionTo({ ...counts, skipped: 1 }, false)).toBeUndefined();
    expect(objectionTo({ ...counts, skipped: 1, skippedTitles: ['x'] }, true)).toMatch(/1 skipped.*\n {2}x/);
    expect(objectionTo({ ...counts, skipped: 1, skippedTitles: ['real names [needs ../shared/data] I7'] }, true)).toBeUndefined();
    expect(objectionTo({ ...counts, passed: 0 }, false)).toBe('no test ran');
    expect(objectionTo({ ...counts, failed: 2 }, false)).toBe('2 failed');
    expect(objectionTo(undefined, false)).toBe('Jest left no report');
    expect([lineOf({ ...counts, skipped: 1 }), lineOf(undefined)]).toEqual([
      '3 passed, 0 failed, 1 skipped',
      '0 passed, 0 failed, 0 skipped',
    ]);
  });

  test('the slowest files come first, and no more of them than are asked for', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'rehearsal-slowest-'));
    const file = path.join(folder, 'jest.json');
    const testResults = [1_000, 63_000, 2_500].map((endTime, n) => ({ name: path.resolve(`test/${n}.test.ts`), startTime: 0, endTime }));
    await writeFile(file, JSON.stringify({ testResults }));
    expect(slowestLines(await timesOf(file), 2)).toEqual(['   63.0 s  test/1.test.ts', '    2.5 s  test/2.test.ts']);
    await rm(folder, { recursive: true });
    expect(await timesOf(file)).toEqual([]);
  });

  test('what is said to take longest is there', () => {
    expect(longest.filter((file) => !existsSync(file))).toEqual([]);
  });
});
