import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { agentTask, agentUpdateRequest } from '#contexts/operations/agent.ts';
import type { ActionTask } from '#contexts/operations/agent-action.ts';
import { actionLimits, actionStages, type ActionResult, type ManifestEntry } from '#contexts/operations/domain/action/result.ts';
import { actionTask } from '#test/support/action-task.ts';

const takes = (update: object, fencing: unknown = 1): boolean => agentUpdateRequest.safeParse({ fencing, update }).success;
const isTask = (body: unknown): boolean =>
  agentTask.safeParse({ id: 'abcdefghijklmnop-001', requestId: 'r', fencing: 1, state: 'offered', body }).success;
const finished = { kind: 'finished', exitCode: 0, chunks: { stdout: 1, stderr: 0 }, startedAt: 1, finishedAt: 2 };
const sha256 = 'b'.repeat(64);
const entry: ManifestEntry = { name: 'output/rows.csv', level: 'highly_sensitive', sha256, bytes: 3, rows: 1 };
const result: ActionResult = {
  runtime: 'docker',
  metrics: { peakMemoryBytes: 1, cpuSeconds: 0.5, wallSeconds: 2, by: 'samples' },
  outputs: { matched: [{ pattern: 'output/rows.csv', files: 1 }], unmatched: [], notFiles: 0 },
  manifest: { parts: 1, files: 1, bytes: 3, withheld: 0, sha256 },
};

describe('P3 K3 what is said of an action on the wire', () => {
  test('P3 an honest agent is taken, and an older one says no result', () => {
    expect(isTask(actionTask())).toBe(true);
    expect(takes({ ...finished, result })).toBe(true);
    expect(takes(finished)).toBe(true);
    expect(takes({ kind: 'manifest', seq: 1, entries: [entry] })).toBe(true);
    for (const stage of actionStages) expect(takes({ kind: 'stage', stage, at: 1 })).toBe(true);
  });

  test.each([Number.MAX_SAFE_INTEGER + 1, 1e308, Number.POSITIVE_INFINITY, Number.NaN, -1, '1', null])(
    'P3 %p is no figure of it',
    (number) => {
      const { metrics, outputs, manifest } = result;
      for (const name of ['peakMemoryBytes', 'cpuSeconds', 'wallSeconds'])
        expect(takes({ ...finished, result: { ...result, metrics: { ...metrics, [name]: number } } })).toBe(false);
      expect(takes({ ...finished, result: { ...result, outputs: { ...outputs, notFiles: number } } })).toBe(false);
      for (const name of ['parts', 'files', 'bytes', 'withheld'])
        expect(takes({ ...finished, result: { ...result, manifest: { ...manifest, [name]: number } } })).toBe(false);
      expect(takes({ kind: 'stage', stage: 'executing', at: number })).toBe(false);
      expect(takes({ kind: 'manifest', seq: number, entries: [entry] })).toBe(false);
      for (const name of ['bytes', 'rows'])
        expect(takes({ kind: 'manifest', seq: 1, entries: [{ ...entry, [name]: number }] })).toBe(false);
    },
  );

  test('P3 lists and texts have an end, and nothing beside what is known is taken', () => {
    expect(takes({ kind: 'manifest', seq: 1, entries: [] })).toBe(false);
    expect(takes({ kind: 'manifest', seq: 1, entries: Array.from({ length: actionLimits.entries + 1 }, () => entry) })).toBe(false);
    expect(takes({ kind: 'manifest', seq: 1, entries: [{ ...entry, name: 'x'.repeat(actionLimits.name + 1) }] })).toBe(false);
    expect(takes({ kind: 'manifest', seq: 1, entries: [{ ...entry, content: 'of a patient' }] })).toBe(false);
    expect(takes({ kind: 'stage', stage: 'dreaming', at: 1 })).toBe(false);
    expect(takes({ ...finished, result: { ...result, files: ['secret'] } })).toBe(false);
    const many = Array.from({ length: actionLimits.outputs + 1 }, () => 'x.csv');
    expect(takes({ ...finished, result: { ...result, outputs: { matched: [], unmatched: many, notFiles: 0 } } })).toBe(false);
  });

  test.each<[string, Partial<Record<keyof ActionTask, unknown>>]>([
    ['a workspace that leaves its folder', { workspace: '../other' }],
    ['an image that is an option', { image: { name: '--privileged', version: 'v1' } }],
    ['a version with a blank', { image: { name: 'python', version: 'v1 --privileged' } }],
    ['a repository that is an option', { study: { repository: '--upload-pack=x', branch: 'main', commit: 'a'.repeat(40) } }],
    ['a commit that is a branch', { study: { repository: 'r', branch: 'main', commit: 'main' } }],
    ['a pattern with **', { outputs: [{ level: 'highly_sensitive', name: 'x', pattern: 'output/**/x.csv' }] }],
    ['a pattern that leaves the folder', { outputs: [{ level: 'highly_sensitive', name: 'x', pattern: 'output/../../x.csv' }] }],
    ['an absolute pattern', { outputs: [{ level: 'highly_sensitive', name: 'x', pattern: '/etc/passwd' }] }],
    ['no outputs', { outputs: [] }],
    ['an unknown level', { outputs: [{ level: 'public', name: 'x', pattern: 'x.csv' }] }],
    ['a variable with =', { env: { 'A=B': 'c' } }],
    ['a NUL', { args: ['a\0b'] }],
    ['no end', { limits: { cpu: 1, memoryBytes: 2 ** 30, seconds: Number.POSITIVE_INFINITY } }],
  ])('P3 a task with %s is none', (_, more) => {
    expect(isTask({ ...actionTask(), ...more })).toBe(false);
  });

  test('P3 whatever is within its bounds is taken', () => {
    const text = fc.string({ minLength: 1, maxLength: actionLimits.name, unit: 'binary' });
    const figure = fc.nat(Number.MAX_SAFE_INTEGER);
    const entries = fc.array(
      fc.record(
        {
          name: text,
          level: fc.constantFrom('highly_sensitive', 'minimally_sensitive'),
          sha256: fc.constant(sha256),
          bytes: figure,
          rows: figure,
        },
        { requiredKeys: ['name', 'level', 'sha256', 'bytes'] },
      ),
      { minLength: 1, maxLength: actionLimits.entries },
    );
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: actionLimits.parts }), (found, seq) =>
        takes({ kind: 'manifest', seq, entries: found }),
      ),
      { numRuns: 30 },
    );
  });
});
