import { expect, test } from '@jest/globals';
import { mergeSettings, parseSettings, requireSettings, rulesOf } from '#functions/wiring/settings.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';

const sample = sampleSettings({ data: '/data', publicUrl: 'http://127.0.0.1:8080' });

function problemsOver(overrides: unknown): string[] {
  const parsed = parseSettings(mergeSettings(sample, overrides));
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

test('E3 K1 an installation that says nothing of pipelines lets nobody’s code run, and knows OpenSAFELY’s images and rights', () => {
  const { pipelines } = rulesOf(requireSettings(sample));
  expect(pipelines).toMatchObject({
    repositories: [],
    images: ['ehrql', 'stata-mp', 'r', 'jupyter', 'python', 'sqlrunner'],
    scope: { populationPermissions: ['include_ndoo', 'include_t1oo', 'include_gp_unactivated'], componentAccess: ['event_level_data'] },
  });
  expect(pipelines.reusableActions).toBeUndefined();
});

test('E3 what is wrong in the part of pipelines is listed with all other problems, by its path', () => {
  const pipelines = { repositories: ['opensafely', 'a/b/c', ''], images: ['Python:v2'], reusableActions: 'no owner', retry: 3 };
  const problems = problemsOver({ installation: '', pipelines });
  expect(problems.filter((one) => one.startsWith('installation'))).toHaveLength(1);
  expect(problems.filter((one) => one.startsWith('pipelines')).toSorted()).toEqual([
    'pipelines.images[0]: must be the name of an image, without registry and version',
    'pipelines.repositories[1]: must be an owner at the code host, or owner/name of a repository',
    'pipelines.repositories[2]: must be an owner at the code host, or owner/name of a repository',
    'pipelines.retry: is not a known setting',
    'pipelines.reusableActions: must be an owner at the code host',
  ]);
});

test('E3, K3 what an image is, is said by a whole digest under its name and version', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const good = { actions: { digests: { 'python:v2': digest } }, doors: { probeImage: `registry.example/ehrql:v1@${digest}` } };
  expect(problemsOver({ pipelines: good })).toEqual([]);
  const wrong = { actions: { digests: { python: digest, 'r:v2': 'latest' } }, doors: { probeImage: 'registry.example/ehrql:v1' } };
  expect(problemsOver({ pipelines: wrong })).toHaveLength(3);
});
