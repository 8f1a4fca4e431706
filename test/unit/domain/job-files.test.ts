import { describe, expect, test } from '@jest/globals';
import { definesClass, fileOfJob, jobFiles, pathsToRead } from '#contexts/gates/domain/job-files.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

describe('definesClass', () => {
  test.each([
    'class CountJob(base_jobs.JobBase):',
    '    class CountJob:',
    'export class CountJob {',
    'export default class CountJob extends Base {',
    'import x\r\nclass CountJob(\r\n',
  ])('G4 finds it in %j', (text) => expect(definesClass(text, 'CountJob')).toBe(true));

  test.each([
    '# class CountJob(',
    '// class CountJob {',
    'class CountJobs(',
    'class MyCountJob(',
    'CountJob = 1',
    'subclass CountJob',
    'class CountJob2:',
  ])('G4 does not find it in %j', (text) => expect(definesClass(text, 'CountJob')).toBe(false));
});

describe('jobFiles', () => {
  const place = { owner: 'o', repository: 'r' };

  test('G4 the jobs lie where the registry imports them from, else beside it, or in the folder of the settings', () => {
    const layout = { ...place, registryFile: 'core/jobs/registry.py' };
    const told = jobFiles(layout, 'from core.jobs.batch_jobs import a_jobs\nfrom core.other import b_jobs\n');
    expect(told?.filesOf('a_jobs')).toEqual(['core/jobs/batch_jobs/a_jobs.py']);
    expect(told?.filesOf('b_jobs')).toEqual(['core/other/b_jobs.py']);
    expect(told?.filesOf('new_jobs')).toEqual(['core/jobs/new_jobs.py', 'core/jobs/batch_jobs/new_jobs.py', 'core/other/new_jobs.py']);
    const set = jobFiles({ ...layout, jobsFolder: 'core/jobs/batch_jobs/' });
    expect(set?.filesOf('a_jobs')).toEqual(['core/jobs/batch_jobs/a_jobs.py']);
    const beside = jobFiles({ ...place, registryFile: 'jobs/registry.mjs' });
    expect([beside?.filesOf('a_jobs'), beside?.moduleAt('jobs/a_jobs.mjs'), beside?.moduleAt('jobs/registry.mjs')]).toEqual([
      ['jobs/a_jobs.mjs'],
      'a_jobs',
      undefined,
    ]);
    expect(jobFiles({ ...place, registryFile: 'registry.py' }, 'import a_jobs\n')?.filesOf('a_jobs')).toEqual(['a_jobs.py']);
    for (const path of ['jobs/deep/a_jobs.mjs', 'other/a_jobs.mjs', 'jobs/a.b.mjs']) expect(beside?.moduleAt(path)).toBeUndefined();
    expect(jobFiles(place)).toBeUndefined();
  });

  test.each([
    ['src/core/jobs/registry.py', 'from core.jobs.batch import a_jobs', 'src/core/jobs/batch/a_jobs.py'],
    ['tools/registry.py', 'from pkg.jobs import a_jobs', 'pkg/jobs/a_jobs.py'],
    ['app/registry.py', 'from .batch import a_jobs', 'app/batch/a_jobs.py'],
    ['app/registry.mjs', "import './batch/a_jobs.mjs';", 'app/batch/a_jobs.mjs'],
  ])('G4 registry %s: %s means %s', (registryFile, text, path) => {
    const files = jobFiles({ ...place, registryFile }, text);
    expect(files?.filesOf('a_jobs')).toContain(path);
    expect([files?.isImported(path), files?.isImported(path.replace('a_jobs', 'b_jobs'))]).toEqual([true, false]);
  });

  test('G4 of two modules of one name the one with the class is meant, and a file that is not imported stays so', () => {
    const files = jobFiles({ ...place, registryFile: 'jobs/registry.py' }, 'from jobs.one import a_jobs\nfrom jobs.two import a_jobs\n')!;
    const texts = new Map([
      ['jobs/one/a_jobs.py', 'class OtherJob:\n'],
      ['jobs/two/a_jobs.py', 'class CountTopicsJob:\n'],
    ]);
    expect(fileOfJob(sampleAsk({ module: 'a_jobs' }), files, texts)).toBe('jobs/two/a_jobs.py');
    expect(files.isImported('jobs/three/a_jobs.py')).toBe(false);
  });

  test.each([
    'a_jobs',
    'a_jobs.py',
    'core/jobs/batch_jobs/a_jobs.py',
    './core/jobs/batch_jobs/a_jobs.py',
    'core.jobs.batch_jobs.a_jobs',
    'batch_jobs.a_jobs',
  ])('G4 I17 a module typed as %s is found', (module) => {
    const files = jobFiles({ ...place, registryFile: 'core/jobs/registry.py' }, 'from core.jobs.batch_jobs import a_jobs\n');
    expect(files?.filesOf(module)).toEqual(['core/jobs/batch_jobs/a_jobs.py']);
  });

  test('G4 only for a job without a module are the changed modules read, and not without end', () => {
    const files = jobFiles({ ...place, registryFile: 'jobs/registry.mjs' });
    if (files === undefined) throw new Error('no files');
    const changed = Array.from({ length: 100 }, (_, n) => `jobs/m${n}_jobs.mjs`);
    expect(pathsToRead([sampleAsk({ module: 'a_jobs' }), sampleAsk({ module: 'a_jobs' })], files, changed)).toEqual([
      'jobs/registry.mjs',
      'jobs/a_jobs.mjs',
    ]);
    expect(pathsToRead([sampleAsk()], files, ['README.md', ...changed])).toHaveLength(21);
  });
});
