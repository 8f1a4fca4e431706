import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jobFiles } from '#contexts/gates/domain/job-files.ts';
import { importsOf } from '#contexts/gates/domain/registry-imports.ts';

function paths(file: string, text: string): string[] {
  return importsOf(file, text).map(({ path }) => path);
}

const isSeen = (file: string, text: string): boolean => paths(file, `x = 1\n${text}\ny = 2\n`).some((path) => /(?:^|\/)a_jobs$/.test(path));

describe('importsOf, in Python', () => {
  test.each([
    'from core.jobs.batch_jobs import a_jobs',
    'from core.jobs.batch_jobs import x_jobs, a_jobs as a',
    'from core.jobs.batch_jobs import (\n    x_jobs,\n    a_jobs,\n)',
    'from core.jobs.batch_jobs import (  # isort: skip\n    x_jobs,  # not (b_jobs)\n    a_jobs as a,\n)',
    'from core.jobs.batch_jobs \\\n    import a_jobs',
    'from core.jobs.batch_jobs import x_jobs, \\\n    a_jobs',
    'from core.jobs.batch_jobs import a_jobs  # pylint: disable=unused-import  # isort: skip',
    'from core.jobs.batch_jobs.a_jobs import CountJob',
    'import core.jobs.batch_jobs.a_jobs',
    'import core.jobs.batch_jobs.a_jobs as a',
    'import x_jobs, core.a_jobs as a',
    'if True:\n    from .batch_jobs import a_jobs',
    "importlib.import_module('core.jobs.batch_jobs.a_jobs')",
  ])('G4 sees %j', (text) => expect(isSeen('core/jobs/registry.py', text)).toBe(true));

  test.each([
    '# from core.jobs.batch_jobs import a_jobs',
    'from core.jobs.batch_jobs import x_jobs # not a_jobs',
    'from core.jobs.batch_jobs import x_jobs,# a_jobs',
    '"""\nfrom core.jobs.batch_jobs import a_jobs\n"""',
    "'''\nimport a_jobs\n'''",
    'from core.jobs.batch_jobs import extra_jobs',
    'from core.jobs.batch_jobs import a_jobs_two',
    'from core.jobs.batch_jobs import b_jobs as a_jobs',
    'a_jobs = None',
    "name = 'from x import a_jobs'",
  ])('G4 does not see it in %j', (text) => expect(isSeen('core/jobs/registry.py', text)).toBe(false));

  test('G4 dots lead up from the folder of the registry', () => {
    expect(importsOf('core/jobs/registry.py', 'from . import a_jobs\nfrom ..other import b_jobs\nfrom .deep.er import (c_jobs)\n')).toEqual(
      [
        { path: 'core/jobs', anchored: true },
        { path: 'core/jobs/a_jobs', anchored: true },
        { path: 'core/other', anchored: true },
        { path: 'core/other/b_jobs', anchored: true },
        { path: 'core/jobs/deep/er', anchored: true },
        { path: 'core/jobs/deep/er/c_jobs', anchored: true },
      ],
    );
  });

  test('G4 a list of a thousand modules in one pair of brackets is read to its end', () => {
    const names = Array.from({ length: 1000 }, (_, n) => `module_number_${n}_migration_jobs`);
    const found = paths(
      'core/jobs/registry.py',
      `from core.jobs.batch_jobs import (\n${names.map((name) => `    ${name},\n`).join('')})\n`,
    );
    expect(found.slice(1)).toEqual(names.map((name) => `core/jobs/batch_jobs/${name}`));
  });
});

describe('importsOf, in JavaScript', () => {
  test.each([
    "import * as a_jobs from './a_jobs.mjs';",
    "import './a_jobs.mjs';",
    'import {\n  A,\n  B,\n} from "../jobs/a_jobs.js"',
    "export * from './a_jobs.ts';",
    "const a = await import('./a_jobs.mjs');",
    "const a = require('./deep/a_jobs');",
    "import { A } from '#jobs/a_jobs.ts';",
  ])('G4 sees %j', (text) => expect(isSeen('jobs/registry.mjs', text)).toBe(true));

  test.each([
    "// import './a_jobs.mjs';",
    "x();// import './a_jobs.mjs';",
    "/* import './a_jobs.mjs';\n */",
    "const text = `\nimport './a_jobs.mjs';\n`;",
    "import * as a_jobs from './b_jobs.mjs';",
  ])('G4 does not see it in %j', (text) => expect(isSeen('jobs/registry.mjs', text)).toBe(false));
});

test.each([
  '/*',
  'import (',
  'from a import (\n',
  'import\t',
  "from '",
  ' #',
  '\\\n',
  '\t',
  '"""',
  "'''x",
  '`',
  'from a import b,',
  'import a,',
])('X1 a megabyte of %j is read in a moment, not in hours', (part) => {
  const text = part.repeat(Math.ceil(1_000_000 / part.length));
  for (const file of ['r.py', 'r.mjs']) expect(paths(file, text)).not.toContain('a_jobs');
  expect(paths('r.py', `${text})\n`)).not.toContain('a_jobs');
});

test('G4 whatever a registry holds, a handful of files is read of it for each job', () => {
  const part = fc.constantFrom(
    'from core.jobs import ',
    'import ',
    'a_jobs',
    '(',
    ')',
    ',',
    '\n',
    ' ',
    '.',
    '..',
    'core.',
    '#',
    '"""',
    'from .x import a_jobs\n',
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 60 }).map((parts) => parts.join('')),
      fc.constantFrom('core/jobs/registry.py', 'r.py'),
      (text, registryFile) => {
        const files = jobFiles({ owner: 'o', repository: 'r', registryFile }, text)!;
        const found = files.filesOf('a_jobs');
        expect(found.length).toBeGreaterThan(0);
        expect(found.length).toBeLessThanOrEqual(8);
        for (const path of found) expect(path).toMatch(/(?:^|\/)a_jobs\.py$/);
      },
    ),
  );
});
