import { describe, expect, test } from '@jest/globals';
import { mayMeanAnother } from '#contexts/gates/domain/registry-differs.ts';

const script = { names: ['CountStatesJob', 'stats_jobs'] };
const registry = "import * as stats_jobs from './stats_jobs.mjs';\n\nexport const modules = {\n  stats_jobs,\n};\n";
const python = { names: ['CountTopicsJob', 'topic_jobs'] };
const inPython = 'from core.jobs.batch_jobs import topic_jobs\n\nif topic_jobs:\n    topic_jobs = topic_jobs.all\n';

describe('I14 the registry says which file a job’s name stands for', () => {
  test.each([
    ['another module is imported', registry.replace('\n\n', "\nimport * as other_jobs from './other_jobs.mjs';\n\n")],
    ['another name in the list', registry.replace('  stats_jobs,', '  other_jobs,\n  stats_jobs,')],
    ['blank lines', `\n${registry}\n\n`],
    ['line ends of another system', registry.replaceAll('\n', '\r\n')],
  ])('I14 %s: it stands for the same', (_what, now) => {
    expect(mayMeanAnother(registry, now, script)).toBe(false);
    expect(mayMeanAnother(now, registry, script)).toBe(false);
  });

  const spread = registry.replace('  stats_jobs,', '  ...old,\n  stats_jobs,');
  test.each([
    ['the name is given to another module', registry, registry.replace('  stats_jobs,', '  stats_jobs: other_jobs,')],
    ['another file is imported under the name', registry, registry.replace('./stats_jobs.mjs', './other_jobs.mjs')],
    ['an alias', registry, `import { x as CountStatesJob } from './other_jobs.mjs';\n${registry}`],
    ['an alias of another spelling', registry, `import * as stats\\u005fjobs from './other.mjs';\n${registry}`],
    ['a spread', registry, registry.replace('  stats_jobs,', '  stats_jobs,\n  ...helpers,')],
    ['another order', spread, spread.replace('  ...old,\n  stats_jobs,', '  stats_jobs,\n  ...old,')],
    ['code that nobody can read', registry, `${registry}modules[Object.keys(modules)[0]] = evil;\n`],
    ['code behind an import', registry, `import * as other_jobs from './other_jobs.mjs'; swap(modules);\n${registry}`],
    ['code behind a comment that ends early', registry, `// x\rmodules.stats_jobs = evil;\n${registry}`],
    ['code behind a separator of lines', registry, `// x\u2028modules.stats_jobs = evil;\n${registry}`],
    ['a text of several lines', registry, `\`a\n${registry}b\`\n`],
    ['a block comment', registry, `/*\n${registry}//*/\n`],
    ['the line is gone', registry, registry.replace('  stats_jobs,\n', '')],
    ['it is there twice', registry, `${registry}${registry}`],
    ['there was none', undefined, registry],
  ])('I14 %s: it may stand for another', (_what, before, now) => {
    expect(mayMeanAnother(before, now, script)).toBe(true);
    expect(mayMeanAnother(now, before, script)).toBe(true);
  });

  test.each([
    ['from core.jobs.batch_jobs import other_jobs', false],
    ['from core.jobs.batch_jobs import evil_jobs as topic_jobs', true],
    ['from core.jobs.batch_jobs import evil_jobs as ｔopic_jobs', true],
    ['from core.jobs.batch_jobs.evil_jobs import *', true],
    ['from core.evil import registry', true],
    ['from x import y_jobs; exec(y_jobs)', true],
  ])('I14 in Python: %s', (line, expected) => {
    expect(mayMeanAnother(inPython, `${inPython}${line}\n`, python)).toBe(expected);
  });

  test('I14 in Python: white space is code, too', () => {
    expect(mayMeanAnother(inPython, inPython.replace('    topic_jobs =', 'topic_jobs ='), python)).toBe(true);
    expect(mayMeanAnother(undefined, undefined, python)).toBe(false);
  });
});
