import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canReach } from '#infra/agent/sandbox/reach.ts';

const NOBODY = 65_111;
const self = process.getuid?.() ?? 0;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reach-'));
  mkdirSync(join(folder, 'in'));
  file = join(folder, 'in', 'file');
  writeFileSync(file, 'x', { mode: 0o644 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function modes(outer: number, inner: number, leaf: number): void {
  for (const [path, mode] of [
    [file, leaf],
    [join(folder, 'in'), inner],
    [folder, outer],
  ] as const)
    chmodSync(path, mode);
}

test.each([
  [0o755, 0o755, 0o644, true],
  [0o711, 0o711, 0o444, true],
  [0o700, 0o755, 0o644, false],
  [0o755, 0o750, 0o644, false],
  [0o755, 0o755, 0o640, false],
])('R15 others reach a file through folders of modes %i and %i when its mode is %i: %s', (outer, inner, leaf, reached) => {
  modes(outer, inner, leaf);
  expect(canReach([file], NOBODY)).toBe(reached);
});

test('R15 a link is followed to where it leads, and a folder must be readable as well as passable', () => {
  modes(0o711, 0o711, 0o644);
  symlinkSync(file, join(folder, 'link'));
  expect(canReach([join(folder, 'link')], NOBODY)).toBe(true);
  expect(canReach([join(folder, 'in')], NOBODY)).toBe(false);
  expect(canReach([file, join(folder, 'in')], NOBODY)).toBe(false);
});

test('R15 the owner is judged by the bits of the owner alone, as the kernel does', () => {
  modes(0o755, 0o755, 0o044);
  expect([canReach([file], self), canReach([file], NOBODY)]).toEqual([false, true]);
});
