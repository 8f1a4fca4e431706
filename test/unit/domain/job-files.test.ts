import { describe, expect, test } from '@jest/globals';
import { definesClass, importsModule, jobFiles, pathsToRead } from '#domain/request/job-files.ts';
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

describe('importsModule', () => {
  test.each([
    'from core.jobs.batch_jobs import a_jobs',
    'from core.jobs.batch_jobs import x_jobs, a_jobs as a',
    'from core.jobs.batch_jobs import (\n    x_jobs,\n    a_jobs,\n)',
    'from core.jobs.batch_jobs \\\n    import a_jobs',
    'from core.jobs.batch_jobs import a_jobs  # pylint: disable=unused-import',
    'import core.jobs.batch_jobs.a_jobs',
    "import * as a_jobs from './a_jobs.mjs';",
    "import './a_jobs.mjs';",
    'import {\n  A,\n  B,\n} from "../jobs/a_jobs.js"',
    "export * from './a_jobs.ts';",
    "const a = await import('./a_jobs.mjs');",
  ])('G4 sees %j', (text) => expect(importsModule(`x = 1\n${text}\ny = 2\n`, 'a_jobs')).toBe(true));

  test.each([
    '# from core.jobs.batch_jobs import a_jobs',
    'from core.jobs.batch_jobs import x_jobs # not a_jobs',
    "// import './a_jobs.mjs';",
    "/* import './a_jobs.mjs';\n */",
    'from core.jobs.batch_jobs import extra_jobs',
    'from core.jobs.batch_jobs import a_jobs_two',
    "import * as a_jobs from './b_jobs.mjs';",
    'a_jobs = None',
    "name = 'a_jobs'",
  ])('G4 does not see it in %j', (text) => expect(importsModule(`x = 1\n${text}\ny = 2\n`, 'a_jobs')).toBe(false));

  test.each(['/*', 'import (', 'from a import (\n', 'import\t', "from '", ' #', '\\\n', '\t'])(
    'X1 a megabyte of %j is read in a moment, not in hours',
    (part) => {
      const text = part.repeat(Math.ceil(1_000_000 / part.length));
      expect([importsModule(text, 'a_jobs'), definesClass(text, 'CountJob')]).toEqual([false, false]);
    },
  );
});

describe('jobFiles', () => {
  const place = { owner: 'o', repository: 'r' };

  test('G4 the jobs lie beside the registry, or in the folder of the settings', () => {
    const python = jobFiles({ ...place, registryFile: 'core/jobs/registry.py', jobsFolder: 'core/jobs/batch_jobs/' });
    expect(python?.moduleFile('a_jobs')).toBe('core/jobs/batch_jobs/a_jobs.py');
    const beside = jobFiles({ ...place, registryFile: 'jobs/registry.mjs' });
    expect([beside?.moduleFile('a_jobs'), beside?.moduleAt('jobs/a_jobs.mjs'), beside?.moduleAt('jobs/registry.mjs')]).toEqual([
      'jobs/a_jobs.mjs',
      'a_jobs',
      undefined,
    ]);
    expect(jobFiles({ ...place, registryFile: 'registry.py' })?.moduleFile('a_jobs')).toBe('a_jobs.py');
    expect([beside?.moduleAt('jobs/deep/a_jobs.mjs'), beside?.moduleAt('other/a_jobs.mjs'), beside?.moduleAt('jobs/a.b.mjs')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(jobFiles(place)).toBeUndefined();
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
