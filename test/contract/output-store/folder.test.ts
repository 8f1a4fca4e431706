import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolderOutputStore } from '#platform/embedded/folder-output-store.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { outputContract } from './output-contract.ts';

outputContract('a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-output-'));
  return { store: openFolderOutputStore(folder), close: () => rmSync(folder, { recursive: true, force: true }) };
});

let folder: string;
let store: OutputStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-output-'));
  store = openFolderOutputStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the folder of outputs', () => {
  test('leaves no temporary file behind', async () => {
    await Promise.all([1, 2, 3].map((seq) => store.saveChunk('run-1', 'stdout', seq, ['x'])));
    expect(readdirSync(join(folder, 'run-1', 'stdout')).toSorted()).toEqual(['000001.json', '000002.json', '000003.json']);
  });

  test('says so when it cannot be used', async () => {
    writeFileSync(join(folder, 'run-1'), 'in the way');
    await expect(store.saveChunk('run-1', 'stdout', 1, ['x'])).rejects.toMatchObject({ code: 'unavailable' });
  });
});
