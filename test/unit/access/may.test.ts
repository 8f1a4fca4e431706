import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { grantOf, grantsOfSettings, operatorPrincipal } from '#contexts/access/domain/rights/grants.ts';
import { authorize } from '#contexts/access/app/authorize.ts';
import { isWithin, may, placesOf } from '#contexts/access/domain/rights/may.ts';
import { permissionNames, permissions } from '#contexts/access/domain/rights/permissions.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import { houseRoles, rolesWith } from '#contexts/access/domain/rights/roles.ts';

const names = fc.constantFrom('a', 'b', 'c');
const place: fc.Arbitrary<Place> = fc.record({ backend: names, workspace: names, client: names }, { requiredKeys: [] });
const grant = fc
  .record({ role: fc.constantFrom(...Object.keys(houseRoles)), at: fc.oneof(fc.constant('all' as const), place) })
  .map(({ role, at }) => grantOf(rolesWith(), role, at, 'settings'));

describe('W4', () => {
  test('W4 a list is what one may see of each, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(grant, { maxLength: 4 }),
        fc.constantFrom(...permissionNames),
        fc.array(place, { maxLength: 20 }),
        (grants, permission, all) => {
          const list = all.filter((one) => isWithin(placesOf({ grants }, permission), one));
          expect(list).toEqual(all.filter((one) => may({ grants }, permission, one).allowed));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('W4 the answer names the grant that decided, or the permission that is missing', () => {
    const [everywhere, there] = [
      grantOf(rolesWith(), 'viewer', 'all', 'settings'),
      grantOf(rolesWith(), 'researcher', { workspace: 'w' }, 'account'),
    ];
    const grants = [everywhere, there];
    expect(may({ grants }, 'runs.start', { workspace: 'w', backend: 'b' })).toEqual({ allowed: true, because: there });
    expect(may({ grants }, 'runs.read', { workspace: 'w' })).toEqual({ allowed: true, because: everywhere });
    expect(may({ grants }, 'runs.start', { workspace: 'v' })).toEqual({ allowed: false, missing: 'runs.start', place: { workspace: 'v' } });
    expect(may({ grants: [] }, 'runs.read', {})).toEqual({ allowed: false, missing: 'runs.read', place: {} });
  });

  test('W4 a role given somewhere gives nothing that is about the whole installation', () => {
    const grants = [grantOf(rolesWith(), 'admin', { backend: 'local' }, 'settings')];
    const held = permissionNames.filter((name) => may({ grants }, name, { backend: 'local' }).allowed);
    expect(held).toEqual(permissionNames.filter((name) => permissions[name].at?.includes('backend') === true));
    expect(permissionNames.filter((name) => may({ grants }, name, {}).allowed)).toEqual([]);
  });

  test('W4 a place that names nothing is no place of a grant', () => {
    const grants = [grantOf(rolesWith(), 'admin', {}, 'settings')];
    expect(permissionNames.filter((name) => may({ grants }, name, {}).allowed || placesOf({ grants }, name).length > 0)).toEqual([]);
  });

  test('W4 the settings give roles for all and somewhere; one that nobody knows gives nothing', () => {
    const given = { roles: ['tester', { role: 'researcher', workspace: 'w' }, 'gone', '__proto__'] };
    const grants = grantsOfSettings(given, rolesWith());
    expect(grants.map(({ role, at, permissions: held }) => [role, at, held.size > 0])).toEqual([
      ['tester', 'all', true],
      ['researcher', { workspace: 'w' }, true],
      ['gone', 'all', false],
      ['__proto__', 'all', false],
    ]);
  });

  test('W4 an operator may everything but answer in their own name', () => {
    const operator = operatorPrincipal('olga', 'token');
    expect(permissionNames.filter((name) => !may(operator, name, {}).allowed)).toEqual(['requests.decide']);
  });

  test('W4 names of permissions are a noun and a verb, and roles hold none twice', () => {
    expect(permissionNames.filter((name) => !/^[a-z]+(?:_[a-z]+)?\.[a-z]+(?:_[a-z]+)?$/.test(name))).toEqual([]);
    for (const { permissions: held } of Object.values(houseRoles)) expect(new Set(held).size).toBe(held.length);
  });
});

test('W4 W8 a list may be opened by whoever has its right somewhere, and by nobody else', async () => {
  const here = { kind: 'person', id: 'ruth', name: 'Ruth', door: 'session' } as const;
  const needs = { permission: 'runs.read', on: () => ({ anywhere: true }) as const } as const;
  const asking = { placeOf: async () => undefined, now: 0 };
  const there = { ...here, grants: [grantOf(rolesWith(), 'researcher', { workspace: 'w' }, 'account')] };
  expect(await authorize(there, needs, {}, asking)).toMatchObject({ because: { role: 'researcher' } });
  const elsewhere = { ...here, grants: [grantOf(rolesWith(), 'admin', { client: 'c' }, 'account')] };
  expect(await authorize(elsewhere, needs, {}, asking)).toEqual({ refusal: { permission: 'runs.read', place: {}, why: 'missing' } });
});
