import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Submission } from '#contexts/intake/domain/submission.ts';
import { checksGate, type CheckRules } from '#contexts/gates/domain/gate-checks.ts';
import { evaluateGates } from '#contexts/gates/domain/evaluate-gates.ts';
import type { GateRules } from '#contexts/gates/domain/gate-rules.ts';
import type { Gate, GateName } from '#contexts/gates/domain/gates.ts';
import type {
  AuthorEvidence,
  Check,
  CheckEvidence,
  FileEvidence,
  GateEvidence,
  ReviewEvidence,
} from '#contexts/gates/domain/gate-evidence.ts';
import { featureSubmission, sampleAsk, sampleRules, sampleSubmission } from '#test/support/sample-request.ts';

const green: CheckEvidence = { state: 'read', checks: [{ name: 'lint', app: 1, state: 'green' }], required: [], labels: [] };
const checksOf = (...checks: Check[]): Partial<GateEvidence> => ({ checks: { ...green, checks } });
const reviewed: ReviewEvidence = { state: 'read', approvedBy: ['kim'], changesRequestedBy: [], awaited: [], approvalsWanted: 0 };
const JOBS = 'core/jobs/batch_jobs';
const files: FileEvidence = {
  state: 'read',
  texts: new Map([
    ['core/jobs/registry.py', 'from core.jobs.batch_jobs import topic_count_jobs\n'],
    [`${JOBS}/topic_count_jobs.py`, 'class CountTopicsJob(base_jobs.JobBase):\n    """Counts."""\n'],
  ]),
  changed: [`${JOBS}/topic_count_jobs.py`, `${JOBS}/topic_count_jobs_test.py`, 'core/jobs/registry.py'],
};
const written: AuthorEvidence = { state: 'read', logins: ['ada', 'cara'], addresses: ['ada@example.org'] };
const well: GateEvidence = {
  head: { state: 'open' },
  checks: green,
  reviews: reviewed,
  authors: written,
  files,
  evidence: [],
};
const newJob = sampleSubmission({ jobs: [sampleAsk({ module: 'topic_count_jobs' })] });

function gates(over: Partial<GateEvidence> = {}, submission: Submission = newJob, rules: Partial<GateRules> = {}): Gate[] {
  return evaluateGates(submission, { ...well, ...over }, { ...sampleRules, ...rules });
}

function gate(name: GateName, ...asked: Parameters<typeof gates>): Gate | undefined {
  return gates(...asked).find((one) => one.gate === name);
}

const withText = (path: string, text: string): Partial<GateEvidence> => ({
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

  test('G11 while it is not known who wrote it, nobody decides on it', () => {
    expect(gate('pull_request', { authors: { state: 'unreachable' } })?.state).toBe('pending');
    expect(gate('pull_request', { authors: { state: 'unreachable' }, head: { state: 'draft' } })?.state).toBe('failed');
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
    const failing = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name): Check => ({ name, app: 1, state: 'red' }));
    expect(gate('checks', checksOf(...failing))).toMatchObject({
      gate: 'checks',
      state: 'failed',
      why: 'Not green: a, b, c, d, e and 2 more. The contributor fixes what is red and pushes, or runs the check again.',
    });
  });

  test('G2 what still runs, what waits for a maintainer, and what has not begun, is waited for, and it is said by whom', () => {
    const said: [Partial<GateEvidence>, string][] = [
      [checksOf({ name: 'e2e', app: 1, state: 'pending' }), 'Still running: e2e. Nobody'],
      [checksOf({ name: 'CI', state: 'held' }, { name: 'lint', app: 1, state: 'green' }), 'Waiting for a maintainer: CI. A maintainer'],
      [checksOf(), 'No check has reported'],
      [checksOf({ name: 'cla-bot', isStatus: true, state: 'green' }), 'only statuses by cla-bot. A maintainer'],
      [{ checks: { ...green, required: [{ name: 'e2e' }] } }, 'Required, and not reported yet: e2e. A maintainer'],
      [{ checks: { ...green, unseen: ['workflow runs'] } }, 'does not show us workflow runs. An operator'],
    ];
    for (const [seen, why] of said) expect(gate('checks', seen)).toMatchObject({ state: 'pending', why: expect.stringContaining(why) });
  });

  test('G2 what a rule requires of one app no other app can say, and no status', () => {
    const required = [{ name: 'ci', app: 7 }];
    const seen = (check: Check): Partial<GateEvidence> => ({ checks: { ...green, checks: [check], required } });
    expect(gate('checks', seen({ name: 'ci', app: 7, state: 'green' }))?.state).toBe('passed');
    for (const check of [
      { name: 'ci', app: 8, state: 'green' },
      { name: 'ci', isStatus: true, state: 'green' },
    ] as const)
      expect(gate('checks', seen(check))).toMatchObject({ state: 'pending', why: expect.stringContaining('ci (of app 7)') });
  });

  test('G2 the settings name checks that have to report, and such as do not count', () => {
    const rules = (checks: CheckRules): Partial<GateRules> => ({ gateSettings: [{ owner: 'oppia', repository: 'oppia', checks }] });
    expect(gate('checks', {}, newJob, rules({ required: ['e2e'] }))?.state).toBe('pending');
    expect(
      gate('checks', checksOf({ name: 'jenkins', isStatus: true, state: 'green' }), newJob, rules({ required: ['jenkins'] }))?.state,
    ).toBe('passed');
    const flaky = checksOf(
      { name: 'lint', app: 1, state: 'green' },
      { name: 'flaky', app: 1, state: 'red' },
      { name: 'slow', app: 1, state: 'pending' },
    );
    expect([gate('checks', flaky)?.state, gate('checks', flaky, newJob, rules({ optional: ['flaky', 'slow'] }))?.state]).toEqual([
      'failed',
      'passed',
    ]);
    expect(gate('checks', checksOf({ name: 'flaky', app: 1, state: 'green' }), newJob, rules({ optional: ['flaky'] }))?.state).toBe(
      'pending',
    );
  });

  test('G2 never green with anything red, pending, held, missing or unseen in it', () => {
    const check = fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      app: fc.constantFrom(1, 2),
      state: fc.constantFrom('green', 'red', 'pending', 'held'),
    });
    const required = fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'd'), app: fc.constantFrom(1, 2) }), { maxLength: 2 });
    fc.assert(
      fc.property(fc.array(check as fc.Arbitrary<Check>, { maxLength: 5 }), required, fc.boolean(), (checks, needed, isUnseen) => {
        const seen: CheckEvidence = {
          state: 'read',
          checks,
          required: needed,
          labels: [],
          ...(isUnseen ? { unseen: ['workflow runs'] } : {}),
        };
        const isWell =
          checks.length > 0 &&
          checks.every(({ state }) => state === 'green') &&
          needed.every((one) => checks.some(({ name, app }) => name === one.name && app === one.app)) &&
          !isUnseen;
        expect(checksGate(seen, []).state === 'passed').toBe(isWell);
      }),
    );
  });

  test('G2 a part of the rules that our token may not read is told beside what passed', () => {
    expect(gate('checks', { checks: { ...green, partly: true } })).toMatchObject({
      state: 'passed',
      why: expect.stringContaining('our token may not read'),
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

  test.each(['PR: don’t merge', "pr:  DON'T merge yet", "PR:\u00a0don't merge"])(
    'G2 a red label is known as an eye reads it: %s',
    (label) => {
      expect(gate('checks', { checks: { ...green, labels: [label] } }, newJob)?.state).toBe('failed');
    },
  );
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
