import { describe, expect, test } from '@jest/globals';
import { readOperation } from '#doors/read-operation.ts';
import { sampleRules } from '#test/support/sample-request.ts';

const at = { rules: sampleRules, now: 1_800_000_000_000, backends: ['local', 'added'] };
const problems = (value: unknown): string[] => {
  const read = readOperation(value, at);
  return 'problems' in read ? read.problems.map(({ path }) => path) : [];
};

describe('X2 B4 what operators type is read by the schema of the small forms', () => {
  test.each([
    [{ operation: 'backend_pause', backend: 'nowhere', why: 'x\u202ey' }, ['backend', 'why']],
    [{ operation: 'queue_list', backend: '__proto__' }, ['backend']],
    [{ operation: 'request_stop', id: 'rq1', why: 'a\u0000b' }, ['why']],
    [{ operation: 'request_production', id: 'rq1', step: 's', outcome: 'failed', why: '\u2067x' }, ['why']],
    [{ operation: 'intake_close', why: '\ud800' }, ['why']],
    [{ operation: 'release_report', release: 'x\u202ey' }, ['release']],
    [{ operation: 'request_unlock', id: 'rq1', person: 'nobody' }, ['person']],
    [{ operation: 'dead_dismiss', key: '..', why: '' }, ['key', 'why']],
    [{ operation: 'token_make', holder: 'agent.local', label: 'x\u202ey' }, ['label']],
    [{ operation: 'token_revoke', token: 'agent.local' }, ['token']],
    [{ operation: 'backend_add', slug: 'gpu', name: 'x\u0000y', kind: 'shared' }, ['name']],
    [{ operation: 'nothing' }, ['operation']],
  ])('%j', (value, wrong) => {
    expect(problems(value)).toEqual(wrong);
  });

  test.each([
    { operation: 'backend_pause', backend: 'local', why: 'A new disk;\nuntil noon.' },
    { operation: 'backend_pause', backend: 'added', why: 'A new disk' },
    { operation: 'release_report', release: '3.4.0' },
    { operation: 'request_unlock', id: 'rq1', person: 'grace' },
    { operation: 'backends_list' },
  ])('%j is asked as it stands', (value) => {
    expect(readOperation(value, at)).toEqual({ asked: value });
  });
});
