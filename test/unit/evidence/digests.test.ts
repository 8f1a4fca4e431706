import { expect, test } from '@jest/globals';
import { digesting, handedOut } from '#contexts/operations/app/output-digests.ts';
import { readEnd } from '#contexts/operations/app/read-output.ts';
import type { OutputDigests } from '#contexts/operations/domain/told-end.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { keepEnd } from '#contexts/verdict/app/keep-end.ts';
import { hashing } from '#functions/wiring/random-ids.ts';
import { sha256 } from '#test/support/evidence.ts';

const stdout = ['first of ada@example.org', '', 'a, b', 'last'];
const stderr = ['Traceback'];
/** As whoever downloads them has them. */
const files = { stdout: sha256('first of •••@•••\n\na, b\nlast\n'), stderr: sha256('Traceback\n') };

function storeOf(chunks: Record<string, string[]>): OutputStore {
  return {
    saveChunk: async (_run, stream, seq, lines) => void (chunks[`${stream}${seq}`] = [...lines]),
    purge: async () => undefined,
    readChunk: async (_run, stream, seq) => chunks[`${stream}${seq}`],
  };
}

test('A8 R12 of an agent’s run the digests are of the files that are handed out, however it was cut into chunks', async () => {
  const store = storeOf({ stdout1: stdout.slice(0, 1), stdout2: stdout.slice(1), stderr1: stderr });
  let digests: OutputDigests | undefined;
  const nothing = (): void => undefined;
  const reader = { stdout: nothing, stderr: nothing, cut: nothing, end: (made?: OutputDigests) => (digests = made) };
  await readEnd(store, { name: 'run', chunks: { stdout: 2, stderr: 1 } }, undefined, reader, digesting(hashing.digest));
  expect(digests).toEqual(files);
  expect(sha256(handedOut(stdout))).toBe(files.stdout);
});

test('A8 so are those of a run whose executor was asked; messages of its service stand among its errors', async () => {
  const end = { seen: 'ended' as const, cause: 'exited' as const, exitCode: 0, observable: true, stdout, stderr: [], messages: stderr };
  const ending = await keepEnd(storeOf({}), { runId: 'run', expected: [], limits: undefined, digests: digesting(hashing.digest) }, end);
  expect(ending.digests).toEqual(files);
});

test('A8 where no digests are made none are kept', async () => {
  const end = { seen: 'ended' as const, cause: 'exited' as const, exitCode: 0, observable: true, stdout, stderr };
  const ending = await keepEnd(storeOf({}), { runId: 'run', expected: [], limits: undefined, digests: digesting(undefined) }, end);
  expect(ending.digests).toBeUndefined();
});
