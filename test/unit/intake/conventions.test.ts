import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { followsJobConvention, followsModuleConvention } from '#contexts/intake/domain/conventions.ts';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import { isNear, misspellings } from '#contexts/intake/domain/spelling.ts';
import { readSharedJson, testWithSharedData as realTest } from '#test/support/shared-data.ts';
import { sampleContext, sampleForm, sampleJob } from '#test/support/sample-submission.ts';

const realJobs = z.array(z.object({ name: z.string(), module: z.string(), isAudit: z.boolean(), followsVerbNounJob: z.boolean() }));

function warningsOf(jobs: unknown[]): string[] {
  const parsed = parseSubmission(sampleForm({ kind: 'server_action', jobs }), sampleContext);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.warnings.map((warning) => `${warning.path} ${warning.code}`);
}

describe('real names', () => {
  realTest('I7 all 65 end in Job and pass; the same 3 break the convention as people found', () => {
    const jobs = realJobs.parse(readSharedJson('oppia-jobs.json'));
    expect(jobs).toHaveLength(65);
    for (const job of jobs) {
      const expected = job.followsVerbNounJob ? [] : ['jobs[0].name name_convention'];
      expect([job.name, warningsOf([sampleJob({ name: job.name })])]).toEqual([job.name, expected]);
    }
    expect(jobs.filter((job) => !followsJobConvention(job.name))).toHaveLength(3);
  });

  realTest('I7 10 of 30 modules break the convention', () => {
    const modules = [...new Set(realJobs.parse(readSharedJson('oppia-jobs.json')).map((job) => job.module))];
    expect(modules).toHaveLength(30);
    expect(modules.filter((module) => !followsModuleConvention(module))).toHaveLength(10);
    expect(modules.filter((module) => !followsModuleConvention(`${module}.py`))).toHaveLength(10);
  });

  realTest('I7 no real name looks like a slip of another', () => {
    const jobs = realJobs.parse(readSharedJson('oppia-jobs.json'));
    expect(misspellings(jobs.map((job) => [...(job.name.match(/[A-Z][a-z]+/g) ?? []), ...job.module.split('_')]))).toEqual([]);
  });
});

describe('warnings', () => {
  test('I7 name the field, and refuse nothing', () => {
    expect(warningsOf([sampleJob({ name: 'ExpSnapshotsMigrationJob', module: 'story_node_jobs.py' })])).toEqual([
      'jobs[0].name name_convention',
      'jobs[0].module module_convention',
    ]);
  });

  test('I7 one word spelled two ways is shown before it is permanent', () => {
    const names = ['AuditTopicMigrationJob', 'LogTopicMigartionErrorsJob'];
    expect(warningsOf(names.map((name) => sampleJob({ name, module: undefined })))).toEqual(['jobs[1].name spelling']);
    expect(warningsOf([sampleJob({ name: 'DeleteTopicModelJob' }), sampleJob({ name: 'DeleteTopicModelsJob' })])).toEqual([]);
  });

  test.each([
    ['abcd', 'abdc', true],
    ['abcd', 'abc', true],
    ['abcd', 'abxcd', true],
    ['abcd', 'abxd', true],
    ['abcd', 'abcd', false],
    ['abcd', 'dcba', false],
    ['abcd', 'badc', false],
    ['', '', false],
  ])('I7 %s and %s are one slip apart: %s', (left, right, expected) => {
    expect(isNear(left, right)).toBe(expected);
    expect(isNear(right, left)).toBe(expected);
  });
});
