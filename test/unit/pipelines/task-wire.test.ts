import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { endOf } from '#products/pipelines/contracts/controller/end.ts';
import { readNews } from '#products/pipelines/contracts/controller/news.ts';
import { runResultsOf } from '#products/pipelines/contracts/controller/results.ts';
import { inOrder, probeTask, runTask, wireTask } from '#products/pipelines/contracts/controller/task.ts';
import type { RunOrder } from '#products/pipelines/contracts/controller/run-definition.ts';
import { formField } from '#doors/form-field.ts';

const COMMIT = 'a'.repeat(40);
const order: RunOrder = {
  jobId: 'zq3vd2wexk5mtp4h',
  runId: 'k4m2q7xwp3abcdef',
  study: { url: 'https://github.com/example-org/study', commit: COMMIT, branch: 'main' },
  workspace: 'asthma',
  action: 'tidy',
  createdAt: 1_788_000_000_987,
  backend: 'north',
  image: 'registry.example.org/python:v2',
  imageDigest: 'sha256:01',
  words: ['python', 'tidy.py'],
  database: { name: 'default', permissions: ['ukrr'] },
  inputs: ['b5xg6ovq2nchwa7r'],
  outputs: { 'output/*.csv': 'moderately_sensitive' },
  user: 'sam',
  limits: { csvRows: 5000, fileBytes: 16_777_216, fileTypes: ['.txt', '.csv'], processors: 2, memory: '4G' },
};
const made = { id: 'zq3vd2wexk5mtp4h-001', backend: 'north', createdAt: 1_788_000_000_987 };
const asker = { user: 'sam', project: 'asthma', organisations: ['uni', 'trust'] };

describe('tasks', () => {
  test('P5 a run is told by exactly its keys, with numbers for times and texts in its environment', () => {
    expect(runTask('runjob', made, order, asker)).toEqual({
      id: 'zq3vd2wexk5mtp4h-001',
      backend: 'north',
      type: 'runjob',
      attributes: { user: 'sam', project: 'asthma', orgs: 'uni,trust' },
      created_at: 1_788_000_000,
      definition: {
        id: 'zq3vd2wexk5mtp4h',
        rap_id: 'k4m2q7xwp3abcdef',
        task_id: 'zq3vd2wexk5mtp4h-001',
        repo_url: 'https://github.com/example-org/study',
        commit: COMMIT,
        study: { git_repo_url: 'https://github.com/example-org/study', commit: COMMIT, branch: 'main' },
        workspace: 'asthma',
        action: 'tidy',
        created_at: 1_788_000_000,
        image: 'registry.example.org/python:v2',
        image_sha: 'sha256:01',
        args: ['python', 'tidy.py'],
        env: { OPENSAFELY_BACKEND: 'north', EHRQL_PERMISSIONS: '["ukrr"]' },
        inputs: [],
        input_job_ids: ['b5xg6ovq2nchwa7r'],
        output_spec: { 'output/*.csv': 'moderately_sensitive' },
        allow_database_access: true,
        level4_max_csv_rows: 5000,
        level4_max_filesize: 16_777_216,
        level4_file_types: ['.csv', '.txt'],
        database_name: 'default',
        user: 'sam',
        cpu_count: 2,
        memory_limit: '4G',
      },
    });
  });

  test('P5 without access to the database there are no permissions; a reusable action is checked out from its own repository', () => {
    const source = { url: 'https://github.com/example-org/reusable', commit: 'b'.repeat(40) };
    const { definition } = runTask('runjob', made, { ...order, database: undefined, source }, asker);
    expect(definition).toMatchObject({
      env: { OPENSAFELY_BACKEND: 'north' },
      allow_database_access: false,
      database_name: null,
      repo_url: source.url,
      commit: source.commit,
      study: { git_repo_url: order.study.url, commit: COMMIT },
    });
    expect(Object.keys((definition as { env: object }).env)).toEqual(['OPENSAFELY_BACKEND']);
  });

  test('P5 a cancel has a whole definition, its own id and no digest', () => {
    const id = `${made.id}-cancel`;
    const cancel = runTask('canceljob', { ...made, id }, order, asker);
    expect(cancel).toMatchObject({ id, type: 'canceljob', definition: { id: order.jobId, task_id: id, image_sha: null } });
    expect(Object.keys(cancel.definition)).toEqual(Object.keys(runTask('runjob', made, order, asker).definition));
  });

  test('P5, B8 probes have exactly three keys and stand first', () => {
    const status = probeTask({ ...made, id: 'dbstatus-1' }, { probe: 'status', database: 'default', image: 'i', imageDigest: 'd' });
    const check = probeTask({ ...made, id: 'dbdatacheck-1' }, { probe: 'data_check', month: '202608', image: 'i' });
    expect([status.definition, check.definition]).toEqual([
      { database_name: 'default', image: 'i', image_sha: 'd' },
      { hes_expected_activity_month: '202608', image: 'i', image_sha: null },
    ]);
    const run = runTask('runjob', made, order, asker);
    const cancel = runTask('canceljob', { ...made, id: 'x-cancel' }, order, asker);
    expect(inOrder([run, cancel, check, status])).toEqual([status, check, cancel, run]);
    for (const task of [run, cancel, check, status]) {
      expect(wireTask.safeParse(task).success).toBe(true);
      expect(wireTask.safeParse({ ...task, more: 1 }).success).toBe(false);
      expect(wireTask.safeParse({ ...task, definition: { ...task.definition, more: 1 } }).success).toBe(false);
    }
  });
});

describe('updates', () => {
  const told = (more: string): string => `{"task_id":"x-001","stage":"executing","complete":false,"results":{}${more}}`;

  test('P5 nanoseconds are kept exactly', () => {
    expect(readNews(told(',"timestamp_ns":1788000000000000123'))).toMatchObject({ news: { stageAt: 1_788_000_000_000_000_123n } });
    expect(readNews(told(',"timestamp_ns":null'))).toMatchObject({ news: { stageAt: undefined } });
    expect(readNews(told(''))).toMatchObject({ news: { stageAt: undefined, stage: 'executing' } });
  });

  test('P5 what a probe found lies one deeper than what a run did; its error changes nothing', () => {
    const probe = (results: unknown): unknown =>
      readNews(JSON.stringify({ task_id: 'p', stage: '', complete: true, timestamp_ns: null, results }));
    expect(probe({ results: { status: 'db-maintenance' }, error: null })).toMatchObject({
      news: { stage: 'none', probe: { status: 'db-maintenance' } },
    });
    expect(probe({ results: { status: '' }, error: null })).toMatchObject({ news: { probe: { status: '' } } });
    expect(probe({ results: null, error: { type: 'x', message: 'y' } })).toMatchObject({ news: { probe: { fault: 'x: y' } } });
    expect(probe(null)).toMatchObject({ news: { probe: { fault: 'no result' } } });
  });

  test('P5 whatever stands in results, they are read', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), fc.jsonValue(), (more, odd) => {
        const keys = ['exit_code', 'status_message', 'error', 'cancelled', 'job_metrics', 'has_unmatched_patterns', '__proto__'];
        const results = runResultsOf({ ...more, ...Object.fromEntries(keys.map((key) => [key, odd])) });
        expect(Object.keys(results)).toHaveLength(8);
        expect(JSON.stringify(results.metrics).length).toBeLessThan(20_000);
      }),
    );
  });

  test.each([
    [{ exit_code: '0' }, 'succeeded'],
    [{ exit_code: 0 }, 'succeeded'],
    [{ exit_code: '0', has_level4_excluded_files: true }, 'succeeded'],
    [{ exit_code: '0', has_unmatched_patterns: true }, 'failed'],
    [{ exit_code: '1' }, 'failed'],
    [{ exit_code: 'None' }, 'failed'],
    [{ exit_code: '' }, 'failed'],
    [{ exit_code: null }, 'failed'],
    [{ exit_code: false }, 'failed'],
    [{ exit_code: '0x0' }, 'failed'],
    [{ exit_code: 0.5 }, 'failed'],
    [{}, 'failed'],
    [{ exit_code: '137', cancelled: true }, 'cancelled'],
    [{ exit_code: '0', error: { message: 'gone' } }, 'fault'],
    [{ exit_code: '0', error: {} }, 'fault'],
  ])('P5, R7 %j is %s: nothing false counts as succeeded', (results, end) => {
    expect(endOf(runResultsOf(results)).end).toBe(end);
  });

  test('K3 names of files never come along', () => {
    const results = runResultsOf({
      exit_code: '0',
      has_unmatched_patterns: true,
      status_message: 'output/secret.csv',
      hint: 'output/secret.csv',
    });
    expect(JSON.stringify(endOf(results))).not.toContain('secret');
  });
});

test('P5 a form has one field of a name, whole and in UTF-8', () => {
  const field = (text: string): string | undefined => formField(Buffer.from(text), 'payload');
  expect(field('payload=%7B%22a%22%3A+%22%C3%A9%22%7D&x=1')).toBe('{"a": "é"}');
  expect(field('%70ayload=a%2Bb')).toBe('a+b');
  expect(field('payload=')).toBe('');
  for (const wrong of ['', 'x=1', 'payload=1&payload=1', 'payload=1&%70ayload=2', 'payload=%FF', 'payload=%', 'payload=é'])
    expect(field(wrong)).toBeUndefined();
});
