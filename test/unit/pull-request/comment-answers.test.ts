import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changedJobs } from '#contexts/gates/domain/changed-jobs.ts';
import type { Asking } from '#products/rehearsal/domain/pull-request/comment-ask.ts';
import { formFields, pullRequestAnswers } from '#products/rehearsal/pages/pull-request-answers.ts';
import { addressOfFields, fieldsOfAddress } from '#doors/form-address.ts';
import { readComment } from '#doors/read-comment.ts';
import { begin } from '#test/support/given-request.ts';

const audit = 'class AuditTopicJob(base.JobBase):\n    def run(self):\n        return 1\n';
const migrate = 'class MigrateTopicJob(base.JobBase):\n    def run(self):\n        return 2\n';
const path = 'core/jobs/batch_jobs/topic_migration_jobs.py';
const head = 'import base\n\n';

describe('I18 the jobs of changed files', () => {
  test('in a new file are new', () => {
    expect(changedJobs([{ path, before: undefined, after: head + migrate + audit }])).toEqual({
      added: [
        { name: 'MigrateTopicJob', module: 'topic_migration_jobs' },
        { name: 'AuditTopicJob', module: 'topic_migration_jobs' },
      ],
      changed: [],
    });
  });

  test('that were there are existing ones: those whose own lines changed, or all where only what is around them did', () => {
    const before = head + audit + migrate;
    const jobs = (after: string): string[] => changedJobs([{ path, before, after }]).changed.map(({ name }) => name);
    expect(jobs(before.replace('return 2', 'return 3'))).toEqual(['MigrateTopicJob']);
    expect(jobs(before.replace('import base', 'import base as b'))).toEqual(['AuditTopicJob', 'MigrateTopicJob']);
    expect(changedJobs([{ path, before: head + audit, after: head + audit + migrate }])).toMatchObject({
      added: [{ name: 'MigrateTopicJob' }],
      changed: [],
    });
  });

  test('that moved to another file are not new, and those that are gone are none', () => {
    const other = 'core/jobs/batch_jobs/other_jobs.py';
    const moved = changedJobs([
      { path, before: head + audit + migrate, after: head },
      { path: other, before: undefined, after: head + audit },
    ]);
    expect(moved).toEqual({ added: [], changed: [{ name: 'AuditTopicJob', module: 'other_jobs' }] });
  });
});

const asking = (over: Partial<Asking> = {}): Asking => ({
  change: { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 77 },
  login: 'ada',
  requests: [],
  state: 'open',
  ...over,
});

describe('I18 the form’s fields', () => {
  test('the audit first, the verification last; roles by the convention of names alone', () => {
    const module = 'topic_jobs';
    const added = ['VerifyTopicJob', 'MigrateTopicJob', 'TopicMigrationJob', 'AuditTopicJob'].map((name) => ({ name, module }));
    expect(formFields(asking({ jobs: { added, changed: [] } }))).toEqual([
      ['kind', 'new_job'],
      ['pullRequest', 'https://github.com/oppia/oppia/pull/77'],
      ['contributor.githubLogin', 'ada'],
      ['jobs[0].name', 'AuditTopicJob'],
      ['jobs[0].module', module],
      ['jobs[0].role', 'audit'],
      ['jobs[1].name', 'MigrateTopicJob'],
      ['jobs[1].module', module],
      ['jobs[1].role', 'migration'],
      ['jobs[2].name', 'TopicMigrationJob'],
      ['jobs[2].module', module],
      ['jobs[3].name', 'VerifyTopicJob'],
      ['jobs[3].module', module],
      ['jobs[3].role', 'verify'],
    ]);
  });

  test('where no file tells, the kind is for the author to say', () => {
    for (const jobs of [undefined, { added: [], changed: [] }])
      expect(formFields(asking(jobs === undefined ? {} : { jobs })).map(([name]) => name)).toEqual([
        'pullRequest',
        'contributor.githubLogin',
      ]);
  });

  test('the address carries all of it there, at most 20 jobs, and nothing in it ends a link', () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,100}Job$/);
    const job = fc.record({ name, module: fc.stringMatching(/^[a-z_]{1,60}$/) });
    fc.assert(
      fc.property(fc.array(job, { maxLength: 30 }), fc.array(job, { maxLength: 5 }), (added, changed) => {
        const fields = formFields(asking({ jobs: { added, changed } }));
        const address = addressOfFields(fields);
        expect(address).not.toMatch(/[()\s*_~<>"']/);
        expect(fieldsOfAddress(new URL(`https://x.example/${address}`).searchParams)).toEqual(fields);
        expect(address.length).toBeLessThan(8_000);
      }),
    );
  });
});

describe('I18 what is answered', () => {
  const answers = pullRequestAnswers({
    installation: 'Rehearsal',
    link: 'https://x.example/',
    formUrl: (fields) => `https://x.example/requests/new${addressOfFields(fields)}`,
  });

  test('names what was filled in, what is under way, and how the pull request stands', () => {
    const { state } = begin();
    const jobs = { added: [{ name: 'AJob', module: 'a_jobs' }], changed: [{ name: 'BJob', module: 'a_jobs' }] };
    const text = answers.form(asking({ jobs, requests: [state], state: 'merged' }));
    for (const part of [
      '[open the form](https://x.example/requests/new?kind=new%5Fjob&',
      'new `AJob` and existing `BJob`',
      `Request ${state.id}`,
      'is merged',
    ])
      expect(text).toContain(part);
    expect(answers.form(asking())).toContain('not in the settings');
    expect(answers.status([])).toContain('knows no request');
    expect(answers.status([state])).toContain(`Request ${state.id}`);
  });

  test('is no command itself, and mentions nobody', () => {
    for (const text of [answers.form(asking()), answers.status([]), answers.status([begin().state]), answers.help(), answers.others()]) {
      expect(readComment(text)).toBeUndefined();
      expect(text).not.toMatch(/(?<![\\`\w])@/);
    }
  });

  test.each([
    ['/rehearse', 'form'],
    ['/rehearse   ', 'form'],
    ['/rehearse\r\nthanks', 'form'],
    ['/rehearse status', 'status'],
    ['/rehearse\tstatus \n', 'status'],
    ['/rehearse now', 'help'],
    [`/rehearse ${'x'.repeat(5_000)}`, 'help'],
    ['/rehearse-all', undefined],
    ['/Rehearse', undefined],
    ['', undefined],
  ])('%j asks for %s', (body, asks) => expect(readComment(body)).toBe(asks));
});
