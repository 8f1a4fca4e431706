import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jobFiles } from '#contexts/gates/domain/job-files.ts';
import { onlyRemovesJobs } from '#contexts/gates/domain/removal.ts';

const files = jobFiles({ owner: 'o', repository: 'r', registryFile: 'jobs/registry.py', jobsFolder: 'jobs/batch' })!;
const registry = (...modules: string[]): string => modules.map((module) => `from jobs.batch import ${module}\n`).join('');
const classOf = (name: string, body = 'return 1'): string =>
  `class ${name}(base.JobBase):\n    """Does it."""\n\n    def run(self):\n        ${body}\n`;
const topics = 'jobs/batch/topic_jobs.py';

/** What is touched, as `path → [before, after]`; a file that is not there is left out. */
function removes(touched: Record<string, [string | undefined, string | undefined]>, ...names: string[]): boolean {
  const texts = (at: 0 | 1): Map<string, string> =>
    new Map(Object.entries(touched).flatMap(([path, sides]): [string, string][] => (sides[at] === undefined ? [] : [[path, sides[at]]])));
  return onlyRemovesJobs(
    names.map((name) => ({ name })),
    files,
    { changed: Object.keys(touched), before: texts(0), after: texts(1) },
  );
}

describe('A6 a change that only removes jobs', () => {
  test('A6 a module goes with its tests and its import', () => {
    const gone = {
      [topics]: [classOf('AJob'), undefined],
      'jobs/batch/topic_jobs_test.py': ['class AJobTests(T):\n    pass\n', undefined],
      'jobs/registry.py': [registry('topic_jobs', 'user_jobs'), registry('user_jobs')],
    } as Parameters<typeof removes>[0];
    expect(removes(gone, 'AJob')).toBe(true);
    expect(removes(gone, 'AJob', 'BJob')).toBe(false);
    expect(removes(gone)).toBe(false);
  });

  test('A6 a registry that names its modules in one line loses a name of it', () => {
    const listed = (...names: string[]): string =>
      `import * as user_jobs from './user_jobs.mjs';\nexport const modules = { ${names.join(', ')} };\n`;
    const gone: [string, undefined] = [classOf('AJob'), undefined];
    const registries = (after: string): Parameters<typeof removes>[0] => ({
      [topics]: gone,
      'jobs/registry.py': [listed('topic_jobs', 'user_jobs'), after],
    });
    expect(removes(registries(listed('user_jobs')), 'AJob')).toBe(true);
    expect(removes(registries(listed('other_jobs')), 'AJob')).toBe(false);
    expect(removes(registries(listed('user_jobs', 'topic_jobs')), 'AJob')).toBe(false);
  });

  test('A6 one class of several goes, and what stays is as it was', () => {
    const both = `import os\nimport re\n\n${classOf('AJob')}\n\n${classOf('BJob')}`;
    expect(removes({ [topics]: [both, `import os\n\n\n${classOf('BJob')}`] }, 'AJob')).toBe(true);
    expect(removes({ [topics]: [both, `import os\nimport sys\n${classOf('BJob')}`] }, 'AJob')).toBe(false);
    expect(removes({ [topics]: [both, classOf('BJob', 'return 2')] }, 'AJob')).toBe(false);
    // A line less is another job.
    expect(removes({ [topics]: [both, 'class BJob(base.JobBase):\n    def run(self):\n        return 1\n'] }, 'AJob')).toBe(false);
  });

  test('A6 whatever else a change touches has to be tested', () => {
    const gone: [string, undefined] = [classOf('AJob'), undefined];
    for (const [path, sides] of [
      ['core/domain/topic.py', ['x = 1\n', '']],
      ['jobs/batch/new_jobs.py', [undefined, classOf('CJob')]],
      ['jobs/registry.py', [registry('topic_jobs'), registry('other_jobs')]],
    ] as [string, [string | undefined, string | undefined]][])
      expect([path, removes({ [topics]: gone, [path]: sides }, 'AJob')]).toEqual([path, false]);
  });

  test('A6 a job that has only moved is not removed', () => {
    expect(
      removes(
        { [topics]: [classOf('AJob'), undefined], 'jobs/batch/b_jobs.py': [classOf('BJob'), `${classOf('BJob')}\n${classOf('AJob')}`] },
        'AJob',
      ),
    ).toBe(false);
  });

  test('A6 whichever classes of a file go, those that stay are the same; one changed character is a change', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{1,6}Job$/), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(names, fc.nat(), fc.nat(), (all, at, spot) => {
        const [gone = ''] = all.splice(at % all.length, 1);
        const before = [...all, gone]
          .toSorted()
          .map((name) => classOf(name))
          .join('\n\n');
        const after = all
          .toSorted()
          .map((name) => classOf(name))
          .join('\n\n');
        expect(removes({ [topics]: [before, after] }, gone)).toBe(true);
        const where = spot % after.length;
        const changed = `${after.slice(0, where)}#${after.slice(where)}`;
        expect(removes({ [topics]: [before, changed] }, gone)).toBe(false);
      }),
    );
  });
});
