import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tightenFolder } from '#infra/embedded/rights.ts';
import { startVictim } from '#test/support/victim.ts';
import { freePort } from '#infra/embedded/free-port.ts';

let outside: string;
let data: string;

beforeEach(() => {
  outside = mkdtempSync(path.join(tmpdir(), 'rights-'));
  data = path.join(outside, 'data');
  mkdirSync(path.join(data, 'mailbox'), { recursive: true });
});
afterEach(() => rmSync(outside, { recursive: true, force: true, maxRetries: 5 }));

function rightsOf(file: string): string {
  return (lstatSync(file).mode & 0o777).toString(8);
}

/** Everything under a folder that anybody but its owner may read, write or enter. Node's own way through folders follows links. */
function openUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isSymbolicLink()) return [];
    return [...((lstatSync(file).mode & 0o077) === 0 ? [] : [file]), ...(entry.isDirectory() ? openUnder(file) : [])];
  });
}

test('X6 a data folder that others could read becomes its owner’s, what can be run stays so, and links are not followed', () => {
  const elsewhere = path.join(outside, 'elsewhere.txt');
  writeFileSync(elsewhere, 'not ours to change');
  chmodSync(elsewhere, 0o666);
  symlinkSync(elsewhere, path.join(data, 'link'));
  symlinkSync(outside, path.join(data, 'mailbox', 'up'));
  for (const [name, mode] of [
    ['secrets.json', 0o644],
    ['mailbox/a.eml', 0o666],
    ['mailbox/run', 0o755],
  ] as const) {
    writeFileSync(path.join(data, name), 'x');
    chmodSync(path.join(data, name), mode);
  }
  chmodSync(data, 0o777);
  expect(tightenFolder(data)).toEqual([expect.stringMatching(/^5 files and folders in .* were open to others/)]);
  expect([data, path.join(data, 'secrets.json'), path.join(data, 'mailbox/run')].map(rightsOf)).toEqual(['700', '600', '700']);
  expect([openUnder(data), rightsOf(elsewhere)]).toEqual([[], '666']);
  expect(tightenFolder(data)).toEqual([]);
});

test('X6 what belongs to somebody else is named and left alone', () => {
  writeFileSync(path.join(data, 'theirs'), 'x');
  const somebodyElse = lstatSync(data).uid + 1;
  expect(tightenFolder(data, somebodyElse)).toEqual([expect.stringMatching(/data belongs to another user/)]);
});

test('X6 nothing that npm start makes in its data folder is open to others', async () => {
  const victim = startVictim({ PORT: String(await freePort()), REHEARSAL_DATA: data });
  try {
    expect(await victim.ready).toBe(true);
    expect([openUnder(data), rightsOf(data)]).toEqual([[], '700']);
  } finally {
    await victim.end('SIGTERM');
  }
});
