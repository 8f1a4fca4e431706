import { describe, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real material that may lie beside the checkout and is not part of it. */
const folder = new URL('../../../shared/data/', import.meta.url);

/** What the gate knows tests by that may be skipped even on a build server (infra/tools/verify/counts.ts): the project does not depend on the folder. */
const MARK = '[needs ../shared/data]';

const there = existsSync(folder);
if (!there)
  console.warn(`WARNING: the folder of shared data is missing (${fileURLToPath(folder)}): tests against real material do not run`);

export function sharedDataPath(name: string): string {
  return fileURLToPath(new URL(name, folder));
}

/** A test that is skipped, and said to be, where the folder is missing. */
export function testWithSharedData(title: string, work: () => void | Promise<void>): void {
  (there ? test : test.skip)(`${title} ${MARK}`, work);
}

export function describeWithSharedData(title: string, tests: () => void): void {
  (there ? describe : describe.skip)(`${title} ${MARK}`, tests);
}

export function readSharedJson(name: string): unknown {
  return JSON.parse(readFileSync(sharedDataPath(name), 'utf8'));
}
