import { describe, expect, test } from '@jest/globals';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { fullForm, sampleContext, sampleForm, sampleJob } from '#test/support/sample-submission.ts';

function problemsOf(input: unknown, context = sampleContext): string[] {
  const parsed = parseSubmission(input, context);
  return parsed.ok ? [] : parsed.problems.map((problem) => `${problem.path} ${problem.code}`);
}

function submissionOf(input: unknown) {
  const parsed = parseSubmission(input, sampleContext);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.submission;
}

describe('a form that passes', () => {
  test('I4 gets its defaults', () => {
    const submission = submissionOf(sampleForm());
    expect(submission.mode).toBe('deploy');
    expect(submission.jobs[0]).toEqual({
      name: 'AuditTopicMigrationJob',
      step: 'AuditTopicMigrationJob',
      role: 'audit',
      module: 'topic_migration_jobs',
      needs: [],
      parameters: {},
      expectedOutput: [],
      safeToRerun: false,
    });
  });

  test('I9 keeps ids and no URL', () => {
    const submission = submissionOf(sampleForm());
    expect(changeKey(submission.change)).toBe('oppia/oppia#12345');
    expect(submission.instructionsDoc).toEqual({ documentId: '1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789' });
    expect(JSON.stringify(submission)).not.toContain('https:');
  });

  test('I4 takes every optional field, and is JSON without undefined', () => {
    const submission = submissionOf(fullForm());
    expect(JSON.parse(JSON.stringify(submission))).toStrictEqual(submission);
    expect(submission).toMatchObject({ mode: 'launch_only', group: 'topic move', resubmissionOf: 'ab12cd' });
  });

  test('I4 an existing job may name a branch, which belongs to the first repository', () => {
    const submission = submissionOf(sampleForm({ kind: 'existing_job', pullRequest: undefined, ref: 'develop', reason: 'Monthly check.' }));
    expect(changeKey(submission.change)).toBe('oppia/oppia@develop');
  });

  test('I20 a branch can be put on a backend without a job and without a pull request, for a reason', () => {
    const action = { kind: 'server_action', jobs: undefined, docCovers: undefined, pullRequest: undefined, ref: 'release-3.4' };
    const { change, jobs } = submissionOf(sampleForm({ ...action, reason: 'To look at the upgrade there.' }));
    expect([changeKey(change), jobs]).toEqual(['oppia/oppia@release-3.4', []]);
  });

  test('I4 a feature has no jobs, a server action may have none', () => {
    const feature = { thirdPartyApis: ['Mailgun'], testSteps: 'Open it.\r\nLook.' };
    expect(submissionOf(sampleForm({ kind: 'feature', jobs: undefined, docCovers: undefined, feature }))).toMatchObject({
      jobs: [],
      feature: { testSteps: 'Open it.\nLook.' },
    });
    expect(submissionOf(sampleForm({ kind: 'server_action', jobs: [] })).jobs).toEqual([]);
  });
});

describe('rules', () => {
  const cases: [string, Record<string, unknown>, string[]][] = [
    ['I5 testedLocally must be true', { testedLocally: false }, ['testedLocally must_be_true']],
    ['I5 testedLocally must be there', { testedLocally: undefined }, ['testedLocally required']],
    ['I20 a branch needs a reason', { kind: 'server_action', jobs: [], pullRequest: undefined, ref: 'develop' }, ['reason required']],
    [
      'I20 without a branch, and without a pull request',
      { kind: 'server_action', jobs: [], pullRequest: undefined },
      ['pullRequest required'],
    ],
    ['I5 an existing job needs a reason', { kind: 'existing_job' }, ['reason required']],
    ['I5 a resubmission says what was fixed', { resubmissionOf: 'ab12' }, ['whatWasFixed required']],
    ['I5 essential needs its reason', { essential: true }, ['essentialReason required']],
    ['I5 a feature is described', { kind: 'feature', jobs: undefined }, ['feature required']],
    [
      'I5 the document covers all five',
      { docCovers: { verification: true, expectedOutput: false, useOfOutput: true, recovery: true } },
      ['docCovers.debugging required', 'docCovers.expectedOutput must_be_true'],
    ],
    ['I5 docCovers is needed for jobs', { docCovers: undefined }, ['docCovers required']],
    ['I6 a new migration needs an audit', { jobs: [sampleJob({ role: 'migration' })] }, ['jobs[0].needs audit_missing']],
    [
      'I6 an audit that is not needed does not count',
      { jobs: [sampleJob({ name: 'AuditJob', role: 'audit' }), sampleJob({ role: 'migration' })] },
      ['jobs[1].needs audit_missing'],
    ],
    ['I6 earlier evidence counts', { jobs: [sampleJob({ role: 'migration', auditEvidence: { requestId: 'ab12' } })] }, []],
    ['I6 an existing migration is exempt', { kind: 'existing_job', reason: 'Again.', jobs: [sampleJob({ role: 'migration' })] }, []],
    [
      'I6 an audit further back counts',
      {
        jobs: [
          sampleJob({ name: 'AJob', role: 'audit' }),
          sampleJob({ name: 'BJob', role: 'migration', needs: ['AJob'] }),
          sampleJob({ name: 'CJob', role: 'migration', needs: ['BJob'] }),
        ],
      },
      [],
    ],
    ['I7 names end in Job', { jobs: [sampleJob({ name: 'MigrateTopic' })] }, ['jobs[0].name job_suffix']],
    [
      'I7 steps are unique, whatever the case',
      { jobs: [sampleJob(), sampleJob({ step: 'migratetopicjob' })] },
      ['jobs[1].step duplicate_step'],
    ],
    [
      'I7 one job may run twice as two steps',
      { jobs: [sampleJob({ step: 'before' }), sampleJob({ step: 'after', needs: ['before'] })] },
      [],
    ],
    ['I8 needs name steps of the request', { jobs: [sampleJob({ needs: ['OtherJob'] })] }, ['jobs[0].needs[0] unknown_step']],
    ['I9 other repositories are refused', { pullRequest: 'https://github.com/evil/oppia/pull/1' }, ['pullRequest repository_not_allowed']],
    ['I9 other hosts are refused', { pullRequest: 'https://github.com.evil.org/oppia/oppia/pull/1' }, ['pullRequest bad_pull_request_url']],
    ['I9 documents are Google Docs', { instructionsDoc: 'https://example.org/document/d/abcdef' }, ['instructionsDoc bad_document_url']],
    ['I4 a new job needs a pull request', { pullRequest: undefined, ref: 'develop' }, ['ref not_for_kind']],
    ['I4 a pull request is needed', { pullRequest: undefined }, ['pullRequest required']],
    ['I4 not both pull request and ref', { kind: 'existing_job', reason: 'Again.', ref: 'develop' }, ['ref either_or']],
    [
      'I4 a ref is a branch name',
      { kind: 'existing_job', reason: 'Again.', pullRequest: undefined, ref: '--upload-pack=x' },
      ['ref bad_ref'],
    ],
    ['I4 at least one job', { jobs: [] }, ['jobs required']],
    ['I4 at most 20 jobs', { jobs: Array.from({ length: 21 }, (_, index) => sampleJob({ step: `s${index}` })) }, ['jobs too_many']],
    ['I4 feature only for features', { feature: { thirdPartyApis: ['x'], testSteps: 'y' } }, ['feature not_for_kind']],
    ['I4 known backends only', { backend: 'moon' }, ['backend unknown_backend']],
    [
      'I3 unknown fields are problems, one each',
      { colour: 'red', constructor: 1, jobs: [sampleJob({ x: 1 })] },
      ['jobs[0].x unknown_field', 'colour unknown_field', 'constructor unknown_field'],
    ],
    [
      'I4 addresses are single',
      { contributor: { name: 'A', email: 'a@b.org,c@d.org', githubLogin: '-a' } },
      ['contributor.email bad_address', 'contributor.githubLogin bad_form'],
    ],
    [
      'X2 no line breaks in a name',
      { contributor: { name: 'A\r\nBcc: x', email: 'a@b.org', githubLogin: 'a' } },
      ['contributor.name line_break'],
    ],
    ['X2 no direction characters', { group: 'a\u202eb' }, ['group direction_character']],
    ['X2 no half characters', { reason: 'a\ud800' }, ['reason broken_character']],
    ['X2 no NUL in prose', { reason: 'a\u0000' }, ['reason control_character']],
    [
      'I3 arrays are no objects',
      { contributor: [], docCovers: [], jobs: {} },
      ['contributor wrong_type', 'jobs wrong_type', 'docCovers wrong_type'],
    ],
    [
      'I3 numbers out of range',
      { formVersion: 2, jobs: [sampleJob({ expectedOutput: [{ kind: 'count', label: 'a', comparison: '=', value: 1e300 }] })] },
      ['formVersion not_allowed', 'jobs[0].expectedOutput[0].value out_of_range'],
    ],
    [
      'R8 patterns that any line meets',
      { jobs: [sampleJob({ expectedOutput: [{ kind: 'pattern', pattern: '**' }] })] },
      ['jobs[0].expectedOutput[0].pattern bad_pattern'],
    ],
    [
      'I4 parameters have plain names',
      { jobs: [sampleJob({ parameters: { 'a b': '1', constructor: 'x' } })] },
      ['jobs[0].parameters["a b"] bad_form', 'jobs[0].parameters.constructor unknown_field'],
    ],
  ];
  test.each(cases)('%s', (_, over, expected) => {
    expect(problemsOf(sampleForm(over))).toEqual(expected);
  });

  test('I4 a known calendar knows its releases', () => {
    const context = { ...sampleContext, releases: ['3.4.1'] };
    expect(problemsOf(sampleForm({ targetRelease: '3.4.1' }), context)).toEqual([]);
    expect(problemsOf(sampleForm({ targetRelease: '3.4.2' }), context)).toEqual(['targetRelease unknown_release']);
  });

  test('I8 the message prints the cycle', () => {
    const jobs = [sampleJob({ name: 'AJob', needs: ['BJob'] }), sampleJob({ name: 'BJob', needs: ['AJob'] })];
    const parsed = parseSubmission(sampleForm({ jobs }), sampleContext);
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.message)).toEqual([
      'These jobs wait for one another: AJob → BJob → AJob.',
    ]);
  });

  test('I8 a misspelled need is answered with what was meant', () => {
    const jobs = [sampleJob({ name: 'AuditJob' }), sampleJob({ name: 'BJob', needs: ['AuditJbo'] })];
    const parsed = parseSubmission(sampleForm({ jobs }), sampleContext);
    expect(parsed.ok ? '' : parsed.problems[0]?.message).toContain('Did you mean "AuditJob"?');
  });

  test('I3 problems of shape and of rules come together', () => {
    const jobs = [sampleJob({ name: 'A', needs: ['BJob'] }), sampleJob({ name: 'BJob', needs: ['A'], role: 'migration' })];
    const broken = sampleForm({
      contributor: { name: '', email: 'x', githubLogin: 7 },
      kind: 'new_job',
      jobs,
      testedLocally: false,
      essential: true,
      x: 1,
    });
    expect(problemsOf(broken).sort()).toEqual([
      'contributor.email bad_address',
      'contributor.githubLogin wrong_type',
      'contributor.name empty',
      'essentialReason required',
      'jobs[0].name job_suffix',
      'jobs[0].needs cycle',
      'jobs[1].needs audit_missing',
      'testedLocally must_be_true',
      'x unknown_field',
    ]);
  });

  test('Z3 a submission of more than 48 KiB is refused', () => {
    const jobs = Array.from({ length: 20 }, (_, index) =>
      sampleJob({ step: `s${index}`, parameters: { a: 'é'.repeat(999), b: 'é'.repeat(999) } }),
    );
    expect(problemsOf(sampleForm({ jobs }))).toEqual([' too_large']);
  });
});
