import { describe, expect, test } from '@jest/globals';
import { nothingToDo, preview } from '#contexts/plans/domain/preview.ts';
import { reuse, type Earlier } from '#contexts/plans/domain/reuse.ts';
import { standing, step } from '#test/support/plan-steps.ts';

const steps = [step('extract'), step('clean', ['extract']), step('count', ['clean']), step('aside')];

function earlier(operation: string, state: Earlier['state'], more: Partial<Earlier> = {}): Earlier {
  return { operation, state, fingerprint: 'same', startedAt: 1, ...more };
}

function taken(known: Record<string, Earlier[]>, forced: string[] = []): Record<string, string> {
  const found = reuse({ steps, fingerprintOf: () => 'same', earlierOf: ({ name }) => known[name] ?? [], forced: new Set(forced) });
  return Object.fromEntries(
    found.map((one) => [one.name, one.take === 'run' ? `run: ${one.why}` : `${one.take} ${one.operation.operation}`]),
  );
}

describe('O4 K2 what is taken from before', () => {
  const well = (name: string): Earlier[] => [earlier(`${name}-1`, 'succeeded')];
  const all = { extract: well('e'), clean: well('c'), count: well('n'), aside: well('a') };

  test('O4 what succeeded at the same inputs is taken, all the way through', () => {
    expect(taken(all)).toEqual({ extract: 'reuse e-1', clean: 'reuse c-1', count: 'reuse n-1', aside: 'reuse a-1' });
  });

  test('O4 what changed, failed or was forced runs, and all that builds on it; the rest is taken', () => {
    const changed = { ...all, clean: [earlier('c-1', 'succeeded', { fingerprint: 'other' })] };
    expect(taken(changed)).toMatchObject({
      extract: 'reuse e-1',
      clean: 'run: it has not run with this before',
      count: 'run: clean runs before it',
      aside: 'reuse a-1',
    });
    expect(taken({ ...all, clean: [earlier('c-1', 'failed')] })['clean']).toBe('run: it has not succeeded yet');
    expect(taken(all, ['clean'])).toMatchObject({
      extract: 'reuse e-1',
      clean: 'run: it was asked for',
      count: 'run: clean runs before it',
    });
  });

  test('K2 what runs already is joined and never doubled, forced or not; what builds on it runs after it', () => {
    const running = { ...all, clean: [earlier('c-2', 'running', { startedAt: 9 }), earlier('c-1', 'succeeded')] };
    expect(taken(running, ['clean'])).toMatchObject({ clean: 'join c-2', count: 'run: clean runs before it' });
  });

  test('O4 the newest of several is taken', () => {
    const two = [earlier('a-1', 'succeeded'), earlier('a-3', 'succeeded', { startedAt: 3 }), earlier('a-2', 'succeeded', { startedAt: 2 })];
    expect(taken({ ...all, aside: two })['aside']).toBe('reuse a-3');
  });
});

describe('O4 the preview', () => {
  const plan = [standing('a', [], { state: 'succeeded' }), standing('b', ['a']), standing('c', ['b'])];

  test('O4 kept, never here, blocked, reused, run: the first that is true', () => {
    const kept = ({ name }: { name: string }): string | undefined => (name === 'a' ? 'run 1' : undefined);
    expect(preview(plan, { kept, earlier: ({ name }) => (name === 'b' ? 'run 2' : undefined) })).toEqual([
      { name: 'a', plan: 'reuse', earlier: 'run 1' },
      { name: 'b', plan: 'reuse', earlier: 'run 2' },
      { name: 'c', plan: 'run', after: ['b'] },
    ]);
    const blocked = preview(plan, {
      kept,
      neverHere: ({ name }) => (name === 'b' ? 'not there' : undefined),
      general: 'paused',
      earlier: () => 'x',
    });
    expect(blocked.map((one) => ('because' in one ? one.because : one.plan))).toEqual(['reuse', 'not there', 'paused']);
    expect(preview(plan, { kept, own: () => 'held' })[1]).toEqual({ name: 'b', plan: 'blocked', because: 'held' });
    expect(preview(plan, { kept })[1]).toEqual({ name: 'b', plan: 'run', after: [] });
  });

  test('O4 "nothing to do" is an answer of its own', () => {
    expect(nothingToDo(preview(plan, { kept: () => 'all of it' }), plan)).toBe(true);
    expect(nothingToDo(preview(plan, { kept: () => undefined }), plan)).toBe(false);
    expect(nothingToDo([], [])).toBe(true);
  });
});
