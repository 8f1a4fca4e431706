import { expect, test } from '@jest/globals';
import { may } from '#contexts/access/domain/rights/may.ts';
import { grantsOfSettings } from '#contexts/access/domain/rights/grants.ts';
import { domainRules } from '#products/rehearsal/settings.ts';
import { mergeSettings, parseSettings, requireSettings } from '#functions/wiring/settings.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';

const sample = sampleSettings({ data: '/data', publicUrl: 'http://127.0.0.1:8377' });

function problemsOver(overrides: unknown): string[] {
  const parsed = parseSettings(mergeSettings(sample, overrides));
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

const ana = { id: 'ana', name: 'Ana', email: 'ana@example.org', roles: ['admin'] };
const ruth = (...roles: unknown[]): unknown => ({ id: 'ruth', name: 'Ruth', email: 'ruth@example.org', roles });

test('W4 a role of the settings is known by its name, for all and somewhere', () => {
  const roles = { on_call: { about: 'looks after backends', permissions: ['backends.read', 'backends.switch'] } };
  const people = [ana, ruth({ role: 'on_call', backend: 'local' }, { role: 'researcher', workspace: 'measles' })];
  expect(problemsOver({ people, roles })).toEqual([]);
  const rules = domainRules(requireSettings(mergeSettings(sample, { people, roles })));
  const grants = grantsOfSettings(rules.people[1] ?? { roles: [] }, rules.roles ?? {});
  expect(may({ grants }, 'backends.switch', { backend: 'local' }).allowed).toBe(true);
  expect(may({ grants }, 'backends.switch', { backend: 'other' }).allowed).toBe(false);
  expect(may({ grants }, 'runs.start', { workspace: 'measles', backend: 'local' }).allowed).toBe(true);
});

test('W4 unknown roles and permissions, and roles that give nothing where they are given, stop the start', () => {
  const roles = { lost: { permissions: ['requests.fly'] }, none: { permissions: [] }, 'Not-A-Name': { permissions: ['runs.read'] } };
  const people = [ana, ruth('boss', { role: 'release_coordinator', workspace: 'w' }, { role: 'chief', backend: 'b' }, { role: 'tester' })];
  const problems = problemsOver({ people, roles });
  expect(problems.filter((problem) => problem.startsWith('people[1]'))).toEqual([
    'people[1].roles[3]: must name where: backend, workspace, client',
    expect.stringMatching(/^people\[1\]\.roles\[0\]: must be one of: admin, tester, /),
    expect.stringMatching(/^people\[1\]\.roles\[2\]\.role: must be one of: admin, tester, /),
  ]);
  expect(problems.filter((problem) => problem.startsWith('roles'))).toEqual([
    expect.stringMatching(/^roles\.lost\.permissions\[0\]: must be one of: audit\.read, /),
    'roles.none.permissions: must hold a permission',
    expect.stringMatching(/^roles\.Not-A-Name: /),
  ]);
  expect(problemsOver({ people: [ana, ruth({ role: 'developer', client: 'c' })] })).toEqual([
    'people[1].roles[0]: gives nothing at the client c: none of what developer may do can be given there',
  ]);
});

test('W4 settings by which nobody could decide stop the start', () => {
  const roles = { admin: { permissions: ['requests.read'] } };
  expect(problemsOver({ people: [ana], roles })).toEqual([
    'people: must have somebody with a role that holds requests.decide, given for all',
  ]);
  expect(problemsOver({ people: [ana, ruth('qa_lead')], roles })).toEqual([]);
});
