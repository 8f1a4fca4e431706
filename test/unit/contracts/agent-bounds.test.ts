import { describe, expect, test } from '@jest/globals';
import { agentUpdateRequest } from '#contexts/operations/agent.ts';

const finished = { kind: 'finished', exitCode: 0, chunks: { stdout: 1, stderr: 0 }, startedAt: 1, finishedAt: 2 };
const output = { kind: 'output', stream: 'stdout', seq: 1, lines: ['x'] };
const takes = (update: object, fencing: unknown = 1): boolean => agentUpdateRequest.safeParse({ fencing, update }).success;
const huge = [3_000_000, Number.MAX_SAFE_INTEGER, 2 ** 53, 1e308, Number.POSITIVE_INFINITY, Number.NaN, -1, 0.5, '1', null];

describe('P3 every number of the agent has a bound', () => {
  test('P3 what an honest agent says is taken', () => {
    expect([takes(finished), takes(output), takes({ ...finished, exitCode: null, signal: 'SIGKILL' })]).toEqual([true, true, true]);
  });

  test.each(huge)('P3 %p is no count of chunks, and no place of one', (number) => {
    expect(takes({ ...finished, chunks: { stdout: number, stderr: 0 } })).toBe(false);
    expect(takes({ ...finished, chunks: { stdout: 0, stderr: number } })).toBe(false);
    expect(takes({ ...output, seq: number })).toBe(false);
  });

  test.each([2 ** 53, 1e308, Number.POSITIVE_INFINITY, Number.NaN, -1, 0.5, '1'])('P3 %p is no instant and no fencing number', (number) => {
    expect(takes({ ...finished, startedAt: number })).toBe(false);
    expect(takes({ ...finished, finishedAt: number })).toBe(false);
    expect(takes(finished, number)).toBe(false);
  });

  test.each([2 ** 32, -(2 ** 31) - 1, 1e21, 0.1, '0'])('P3 %p is no exit code', (exitCode) => {
    expect(takes({ ...finished, exitCode })).toBe(false);
  });

  test('P3 lists and texts have an end', () => {
    expect(takes({ ...output, lines: Array.from({ length: 501 }, () => 'x') })).toBe(false);
    expect(takes({ ...output, lines: ['x'.repeat(17_000)] })).toBe(false);
    expect(takes({ ...output, lines: [] })).toBe(false);
    expect(takes({ ...finished, message: 'x'.repeat(2_001) })).toBe(false);
    expect(takes({ ...finished, signal: 'SIG<script>' })).toBe(false);
    expect(takes({ ...finished, more: 1 })).toBe(false);
  });
});
