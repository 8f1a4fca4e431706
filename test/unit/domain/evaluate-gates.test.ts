import { describe, expect, test } from '@jest/globals';
import type { Submission } from '#domain/intake/submission.ts';
import { evaluateGates, type GateRules } from '#domain/request/evaluate-gates.ts';
import type { Gate, GateName } from '#domain/request/gates.ts';
import type { ChecksSeen, FilesSeen, GatesSeen, ReviewsSeen } from '#domain/request/gates-seen.ts';
import { featureSubmission, sampleAsk, sampleRules, sampleSubmission } from '#test/support/sample-request.ts';

const green: ChecksSeen = { state: 'green', failing: [], waiting: [], labels: [] };
const reviewed: ReviewsSeen = { state: 'read', approvedBy: ['kim'], changesRequestedBy: [], awaited: [], approvalsWanted: 0 };
const JOBS = 'core/jobs/batch_jobs';
const files: FilesSeen = {
  state: 'read',
  texts: new Map([
    ['core/jobs/registry.py', 'from core.jobs.batch_jobs import topic_count_jobs\n'],
    [`${JOBS}/topic_count_jobs.py`, 'class CountTopicsJob(base_jobs.JobBase):\n    """Counts."""\n'],
  ]),
  changed: [`${JOBS}/topic_count_jobs.py`, `${JOBS}/topic_count_jobs_test.py`, 'core/jobs/registry.py'],
};
const well: GatesSeen = { head: { state: 'open' }, checks: green, reviews: reviewed, files, evidence: [] };
const newJob = sampleSubmission({ jobs: [sampleAsk({ module: 'topic_count_jobs' })] });

function gates(over: Partial<GatesSeen> = {}, submission: Submission = newJob, rules: Partial<GateRules> = {}): Gate[] {
  return evaluateGates(submission, { ...well, ...over }, { ...sampleRules, ...rules });
}

function gate(name: GateName, ...asked: Parameters<typeof gates>): Gate | undefined {
  return gates(...asked).find((one) => one.gate === name);
}

const withText = (path: string, text: string): Partial<GatesSeen> => ({
  files: { ...files, texts: new Map([...files.texts, [path, text]]) },
});
const states = (list: Gate[]): string[] => [...new Set(list.map(({ state }) => state))];

test('G7 all is well: every gate has passed, each with its sentence', () => {
  const all = gates();
  expect(states(all)).toEqual(['passed']);
  expect(all.map((one) => one.gate)).toEqual(['pull_request', 'checks', 'reviewers', 'registry', 'test_file', 'audit']);
  for (const { why } of all) expect(why.length).toBeGreaterThan(5);
});

describe('what nobody can tell', () => {
  test('G7 a host that cannot be reached makes every gate of its own pending, and none passes', () => {
    const away = { state: 'unreachable' } as const;
    const all = gates({ head: away, checks: away, reviews: away, files: away });
    expect(states(all.filter((one) => one.gate !== 'audit'))).toEqual(['pending']);
    expect(states(gates({ head: away }).filter((one) => one.gate !== 'audit'))).toEqual(['pending']);
    expect(gate('checks', { checks: away })).toMatchObject({ state: 'pending', why: expect.stringContaining('Nobody needs to act') });
    expect(gate('registry', { checks: away })).toMatchObject({ state: 'passed' });
  });

  test('G7 what the host does not know is skipped and says why; so is what is switched off', () => {
    expect(gate('checks', { checks: { state: 'cannot_tell', why: 'no checks here' } })).toMatchObject({
      state: 'skipped',
      why: 'no checks here',
    });
    const off = gates({ head: { state: 'closed' } }, newJob, {
      gatesOff: ['pull_request', 'checks', 'reviewers', 'registry', 'test_file', 'audit'],
    });
    expect(states(off)).toEqual(['skipped']);
  });

  test('G1 without a pull request nothing else is decided', () => {
    const all = gates({ head: { state: 'missing' } });
    expect(all.find((one) => one.gate === 'pull_request')?.state).toBe('failed');
    expect(states(all.filter((one) => !['pull_request', 'audit'].includes(one.gate)))).toEqual(['pending']);
  });

  test('G4 G5 a repository without a registry file in the settings is not looked at', () => {
    const none = { jobLayouts: [] };
    expect([gate('registry', {}, newJob, none)?.state, gate('test_file', {}, newJob, none)?.state]).toEqual(['skipped', 'skipped']);
  });
});

test.each([
  ['open', 'passed'],
  ['draft', 'failed'],
  ['closed', 'failed'],
  ['merged', 'failed'],
] as const)('G1 a pull request that is %s: %s', (head, state) => {
  expect(gate('pull_request', { head: { state: head } })?.state).toBe(state);
});

describe('checks', () => {
  test('G2 red names what fails, at most five, and who acts', () => {
    const failing = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    expect(gate('checks', { checks: { ...green, state: 'red', failing } })).toEqual({
      gate: 'checks',
      state: 'failed',
      why: 'Not green: a, b, c, d, e and 2 more. The contributor mends what is red and pushes, or runs the check again.',
    });
  });

  test('G2 what still runs, and what has not begun, is waited for', () => {
    expect(gate('checks', { checks: { ...green, state: 'pending', waiting: ['e2e'] } })).toMatchObject({
      state: 'pending',
      why: expect.stringContaining('e2e'),
    });
    expect(gate('checks', { checks: { ...green, state: 'pending' } })).toMatchObject({
      state: 'pending',
      why: expect.stringContaining('No check has reported'),
    });
  });

  test('G2 a label with a red beginning is red, whatever its case and whatever the checks say', () => {
    expect(gate('checks', { checks: { ...green, labels: ['jobs', "PR: Don't merge - STALE"] } })).toMatchObject({
      state: 'failed',
      why: expect.stringContaining('STALE'),
    });
    expect(gate('checks', { checks: { ...green, labels: ['jobs', 'please merge'] } })?.state).toBe('passed');
    expect(gate('checks', { checks: { ...green, labels: ["PR: don't merge"] } }, newJob, { redLabels: [] })?.state).toBe('passed');
  });
});

describe('reviewers', () => {
  const asked = (over: Partial<ReviewsSeen>): Gate | undefined => gate('reviewers', { reviews: { ...reviewed, ...over } });

  test('G3 whoever was asked and is silent, or wants changes, is waited for by name', () => {
    expect(asked({ awaited: ['lee', 'oppia/reviewers'] })).toMatchObject({
      state: 'pending',
      why: 'Not yet approved by lee, oppia/reviewers. They review.',
    });
    expect(asked({ changesRequestedBy: ['lee'] })).toMatchObject({
      state: 'failed',
      why: expect.stringContaining('lee asked for changes'),
    });
  });

  test('G3 server-jobs admins and the author are not waited for, however their names are written', () => {
    expect(asked({ awaited: ['Grace', 'ADA'] })?.state).toBe('passed');
    expect(asked({ changesRequestedBy: ['grace'] })?.state).toBe('passed');
    expect(asked({ awaited: ['grace', 'tim'] })).toMatchObject({ state: 'pending', why: expect.stringContaining('by tim.') });
  });

  test('G3 the number of approvals that the host wants counts, less the admins who come later', () => {
    expect(asked({ approvalsWanted: 2 })).toMatchObject({
      state: 'pending',
      why: '1 more approval is needed. The contributor asks for a review.',
    });
    expect(asked({ approvalsWanted: 3 })).toMatchObject({ why: expect.stringContaining('2 more approvals are') });
    expect(asked({ approvalsWanted: 2, awaited: ['grace'] })?.state).toBe('passed');
    expect(asked({ approvedBy: [], approvalsWanted: 1, awaited: ['grace'] })).toMatchObject({
      state: 'passed',
      why: 'no other review is asked for',
    });
  });
});

describe('registry', () => {
  test('G4 every problem of every job is named at once', () => {
    const jobs = [sampleAsk({ module: 'topic_count_jobs', name: 'MissingJob' }), sampleAsk({ module: 'no_such_jobs', name: 'OtherJob' })];
    expect(gate('registry', {}, sampleSubmission({ jobs }))).toMatchObject({
      state: 'failed',
      why: expect.stringContaining(`${JOBS}/topic_count_jobs.py has no class MissingJob, there is no ${JOBS}/no_such_jobs.py`),
    });
  });

  test('G4 a module that the registry does not import is named; so is a registry that is gone', () => {
    expect(gate('registry', withText('core/jobs/registry.py', '# from core.jobs.batch_jobs import topic_count_jobs\n'))).toMatchObject({
      state: 'failed',
      why: expect.stringContaining('core/jobs/registry.py does not import topic_count_jobs'),
    });
    const texts = new Map([...files.texts].filter(([path]) => path !== 'core/jobs/registry.py'));
    expect(gate('registry', { files: { ...files, texts } })).toMatchObject({
      state: 'failed',
      why: expect.stringContaining('no core/jobs/registry.py'),
    });
  });

  test('G4 a job without a module is looked for in the modules that the change touches', () => {
    const submission = sampleSubmission({ jobs: [sampleAsk()] });
    expect([gate('registry', {}, submission)?.state, gate('test_file', {}, submission)?.state]).toEqual(['passed', 'passed']);
    const elsewhere = sampleSubmission({ jobs: [sampleAsk({ name: 'OtherJob' })] });
    expect(gate('registry', {}, elsewhere)).toMatchObject({ state: 'failed', why: expect.stringContaining('names no module') });
  });

  test('G4 a request without a job has nothing to look for', () => {
    const feature = sampleSubmission(featureSubmission);
    expect([gate('registry', {}, feature)?.state, gate('test_file', {}, feature)?.state]).toEqual(['passed', 'passed']);
  });
});

describe('test files', () => {
  test('G5 each new module needs a changed test file of its own name, in whatever folder', () => {
    const changed = (...paths: string[]): Gate | undefined => gate('test_file', { files: { ...files, changed: paths } });
    expect(changed('tests/deep/topic_count_jobs_test.py')?.state).toBe('passed');
    for (const path of [
      'tests/my_topic_count_jobs_test.py',
      'topic_count_jobs.py',
      'topic_count_jobs_test.md',
      'topic_count_jobs_test.py/x',
    ]) {
      expect(changed(path)).toMatchObject({
        state: 'failed',
        why: expect.stringContaining('for topic_count_jobs. The contributor adds one'),
      });
    }
  });

  test('G5 jobs that are not new need none', () => {
    expect(gate('test_file', { files: { ...files, changed: [] } }, { ...newJob, kind: 'existing_job', reason: 'again' })?.state).toBe(
      'skipped',
    );
  });
});

test('I6 G6 evidence that was not found fails the audit gate, which names it', () => {
  const evidence = [{ step: 'migrate', requestId: 'abc123', found: false }];
  expect(gate('audit', { evidence })).toMatchObject({ state: 'failed', why: expect.stringContaining('migrate (request abc123)') });
  expect(gate('audit', { evidence: [{ step: 'migrate', requestId: 'abc123', found: true }] })?.state).toBe('passed');
});
