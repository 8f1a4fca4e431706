import { describe, expect, test } from '@jest/globals';
import { credentialsOf, whyActionNotHere, type PlacedActions } from '#products/pipelines/domain/ask/where.ts';
import { problemsAcross } from '#products/pipelines/settings/checks.ts';
import { pipelineSettings } from '#products/pipelines/settings/schema.ts';

const placed: PlacedActions = {
  places: [
    { action: 'extract', repositories: ['studies/one', 'trusted'], credentials: ['database', 'token'], notOn: [] },
    { action: 'extract', repositories: ['studies'], credentials: ['token'], notOn: ['slow'] },
    { action: 'anything', repositories: [], credentials: [], notOn: ['slow', 'fast'] },
  ],
  backends: [{ slug: 'fast', credentials: ['token', 'database'] }, { slug: 'slow', credentials: ['token', 'database'] }, { slug: 'bare' }],
};
const of = (name: string, action = 'extract') => ({ action, repository: `https://github.com/${name}` });

describe('R18 where actions may run, and with what', () => {
  test('R18 credentials are for the actions of the repositories that the settings name, and for no others of the same name', () => {
    expect(credentialsOf(placed, of('studies/one'))).toEqual(['database', 'token']);
    expect(credentialsOf(placed, of('Studies/Two'))).toEqual(['token']);
    expect(credentialsOf(placed, of('trusted/any'))).toEqual(['database', 'token']);
    for (const name of ['trusted-not/one', 'elsewhere/one', 'studies2/one']) expect(credentialsOf(placed, of(name))).toEqual([]);
    expect(credentialsOf(placed, of('studies/one', 'Extract'))).toEqual([]);
  });

  test('R18 it runs only where both hold: it is given what it needs, and is not kept away', () => {
    expect(whyActionNotHere(placed, of('studies/one'), 'fast')).toBeUndefined();
    expect(whyActionNotHere(placed, of('studies/one'), 'bare')).toBe(
      'extract needs database, token, which bare does not have; it can run on fast',
    );
    expect(whyActionNotHere(placed, of('studies/one'), 'slow')).toBe('the settings keep extract away from slow; it can run on fast');
    expect(whyActionNotHere(placed, of('elsewhere/one', 'anything'), 'fast')).toContain('it can run on bare');
    expect(whyActionNotHere(placed, of('elsewhere/one'), 'bare')).toBeUndefined();
  });

  test('R18 settings that would give credentials to anybody’s action of a name are refused', () => {
    const read = (place: object) => pipelineSettings.safeParse({ places: [place] }).success;
    expect(read({ action: 'extract', credentials: ['database'] })).toBe(false);
    expect(read({ action: 'extract', credentials: ['database'], repositories: ['studies/one'] })).toBe(true);
    expect(read({ action: 'extract', notOn: ['slow'] })).toBe(true);
  });

  test('R18 settings that name what no backend has, or a backend that is none, are refused with the place', () => {
    const places = [{ action: 'a', repositories: ['o/r'], credentials: ['database', 'other'], notOn: ['local', 'gone'] }, 'nothing', {}];
    expect(problemsAcross({ backends: [{ slug: 'local', credentials: ['database'] }, 7], pipelines: { places } })).toEqual([
      { path: 'pipelines.places[0].credentials[1]', message: 'is in the credentials of no backend' },
      { path: 'pipelines.places[0].notOn[1]', message: 'is no backend' },
    ]);
    for (const odd of [undefined, [], {}, { pipelines: 7 }, { backends: 'x', pipelines: { places: {} } }])
      expect(problemsAcross(odd)).toEqual([]);
  });
});
