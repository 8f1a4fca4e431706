import { describe, expect, test } from '@jest/globals';
import { mayMeanAnother } from '#domain/request/registry-differs.ts';

const script = {
  registryFile: 'jobs/registry.mjs',
  names: ['CountStatesJob', 'stats_jobs'],
};
const registry = "import * as stats_jobs from './stats_jobs.mjs';\n\nexport const modules = {\n  stats_jobs,\n};\n";

describe('I14 the registry says which file a job’s name stands for', () => {
  test.each([
    ['another module is imported', registry.replace('\n\n', "\nimport * as other_jobs from './other_jobs.mjs';\n\n")],
    ['another name in the list', registry.replace('  stats_jobs,', '  other_jobs,\n  stats_jobs,')],
    ['a comment and blank lines', `// For all.\n\n${registry}\n`],
    ['line ends of another system', registry.replaceAll('\n', '\r\n')],
  ])('I14 %s: it stands for the same', (_what, now) => {
    expect(mayMeanAnother(registry, now, script)).toBe(false);
    expect(mayMeanAnother(now, registry, script)).toBe(false);
  });

  test.each([
    ['the name is given to another module', registry.replace('  stats_jobs,', '  stats_jobs: other_jobs,')],
    ['another file is imported under the name', registry.replace('./stats_jobs.mjs', './other_jobs.mjs')],
    ['an alias', `import { x as CountStatesJob } from './other_jobs.mjs';\n${registry}`],
    ['code that nobody can read', `${registry}modules[Object.keys(modules)[0]] = evil;\n`],
    ['code behind an import', `import * as other_jobs from './other_jobs.mjs'; swap(modules);\n${registry}`],
    ['the line is gone', registry.replace('  stats_jobs,\n', '')],
    ['it is there twice', `${registry}${registry}`],
  ])('I14 %s: it may stand for another', (_what, now) => {
    expect(mayMeanAnother(registry, now, script)).toBe(true);
    expect(mayMeanAnother(now, registry, script)).toBe(true);
  });

  test('I14 in Python: a further import is one of others, code is not', () => {
    const python = { registryFile: 'core/jobs/registry.py', names: ['CountTopicsJob', 'topic_jobs'] };
    const before = 'from core.jobs.batch_jobs import topic_jobs\n\nprint(topic_jobs)\n';
    expect(mayMeanAnother(before, `from core.jobs.batch_jobs import other_jobs\n${before}`, python)).toBe(false);
    expect(mayMeanAnother(before, `from core.jobs.batch_jobs import evil_jobs as topic_jobs\n${before}`, python)).toBe(true);
    expect(mayMeanAnother(before, `from x import y; exec(y)\n${before}`, python)).toBe(true);
    expect(mayMeanAnother(undefined, before, python)).toBe(true);
    expect(mayMeanAnother(undefined, undefined, python)).toBe(false);
  });
});
