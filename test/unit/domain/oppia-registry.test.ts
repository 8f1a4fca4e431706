import { expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import { registryGate } from '#contexts/gates/domain/gate-files.ts';
import { evaluateGates } from '#contexts/gates/domain/evaluate-gates.ts';
import { jobFiles, pathsToRead } from '#contexts/gates/domain/job-files.ts';
import { domainRules } from '#products/rehearsal/settings/domain-rules.ts';
import { settingsSchema } from '#functions/wiring/settings.ts';
import { sampleAsk, sampleSubmission } from '#test/support/sample-request.ts';
import { readSharedJson, testWithSharedData } from '#test/support/shared-data.ts';

const jobsShape = z.array(z.object({ name: z.string(), module: z.string(), file: z.string() }));
const settings = settingsSchema.parse(
  JSON.parse(readFileSync(new URL('../../../docs/guide/settings.example.json', import.meta.url), 'utf8')),
);
const rules = domainRules(settings);
const [layout] = rules.jobLayouts;

/** The registry as Oppia writes it. */
function registryOf(modules: readonly string[]): string {
  const lines = modules.map((name) => `from core.jobs.batch_jobs import ${name}  # pylint: disable=unused-import  # isort: skip\n`);
  return `from __future__ import annotations\n\nfrom core.jobs import base_jobs\n${lines.join('')}\nfrom typing import List, Type, cast\n`;
}

function treeOf(jobs: z.infer<typeof jobsShape>): Map<string, string> {
  const files = [...new Set(jobs.map(({ file }) => file))];
  const textOf = (path: string): string =>
    jobs
      .filter(({ file }) => file === path)
      .map(({ name }) => `class ${name}(base_jobs.JobBase):\n    pass\n`)
      .join('\n');
  return new Map([
    ['core/jobs/registry.py', registryOf([...new Set(jobs.map(({ module }) => module))])],
    ...files.map((file) => [file, textOf(file)] as const),
  ]);
}

testWithSharedData(
  'G4 each of the 65 real jobs passes with the settings file that is shipped, named by module, path, dotted or not at all',
  () => {
    const jobs = jobsShape.parse(readSharedJson('oppia-jobs.json'));
    expect(jobs).toHaveLength(65);
    const tree = treeOf(jobs);
    if (layout === undefined) throw new Error('the settings name no repository');
    const files = jobFiles(layout, tree.get('core/jobs/registry.py'));
    if (files === undefined) throw new Error('the settings name no registry');
    for (const { name, module, file } of jobs) {
      for (const typed of [module, `${module}.py`, file, file.replace(/\.py$/, '').replaceAll('/', '.'), undefined]) {
        const ask = sampleAsk({ name, ...(typed === undefined ? {} : { module: typed }) });
        const changed = [file, file.replace(/\.py$/, '_test.py')];
        const read = pathsToRead([ask], files, changed).flatMap((path) => (tree.has(path) ? [[path, tree.get(path) ?? ''] as const] : []));
        const seen = { state: 'read', texts: new Map(read), changed } as const;
        const gates = evaluateGates(
          sampleSubmission({ jobs: [ask], change: { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 1 } }),
          {
            head: { state: 'open' },
            checks: { state: 'unreachable' },
            reviews: { state: 'unreachable' },
            authors: { state: 'read', logins: [], addresses: [] },
            files: seen,
            evidence: [],
          },
          rules,
        );
        const states = gates.filter(({ gate }) => gate === 'registry' || gate === 'test_file').map(({ state }) => state);
        expect([name, typed, ...states]).toEqual([name, typed, 'passed', 'passed']);
      }
    }
  },
);

testWithSharedData('G4 a real job whose import line is taken away, commented or written elsewhere fails, by its name', () => {
  const jobs = jobsShape.parse(readSharedJson('oppia-jobs.json'));
  const tree = treeOf(jobs);
  for (const { name, module, file } of jobs) {
    const line = `from core.jobs.batch_jobs import ${module}  `;
    for (const other of ['', `# ${line}`, `from core.jobs.other_jobs import ${module}  `]) {
      const registry = (tree.get('core/jobs/registry.py') ?? '').replace(line, other);
      const files = jobFiles(layout!, registry)!;
      const ask = sampleAsk({ name, module });
      const texts = new Map([
        ['core/jobs/registry.py', registry],
        [file, tree.get(file) ?? ''],
      ]);
      expect(registryGate([ask], files, { state: 'read', texts, changed: [] })).toMatchObject({
        state: 'failed',
        why: expect.stringContaining(module),
      });
    }
  }
});

testWithSharedData('I17 I7 a module typed as a path or dotted is kept by its name', () => {
  const [first] = jobsShape.parse(readSharedJson('oppia-jobs.json'));
  const typed = [first?.file, first?.file.replace(/\.py$/, '').replaceAll('/', '.')];
  for (const module of typed) {
    const form = { jobs: [{ name: first?.name, role: 'other', module }] };
    const parsed = parseSubmission(form, { repositories: settings.repositories, backends: [], releases: [] });
    expect(parsed.ok ? [] : parsed.problems.filter(({ path }) => path.includes('module'))).toEqual([]);
  }
});
