import { describe, expect, test } from '@jest/globals';
import { authorize } from '#contexts/access/app/authorize.ts';
import { grantOf } from '#contexts/access/domain/rights/grants.ts';
import { permissionNames, permissions, type PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import { operationNeeds } from '#doors/contracts/operations.ts';
import { pages } from '#functions/serve-pages/pages/table.ts';
import type { Page } from '#functions/serve-pages/page.ts';
import { MINUTE } from '#kernel/time.ts';

const NOW = 1_800_000_000_000;
const roles = rolesWith({ all: { about: 'may all', permissions: permissionNames } });
const person = (signedInAt: number): Principal => ({
  kind: 'person',
  id: 'ana',
  name: 'Ana',
  door: 'session',
  signedInAt,
  grants: [grantOf(roles, 'all', 'all', 'settings')],
});

/** All that is guarded, with the reason why an old sign-in is enough for it. */
const guards: [name: string, permission: PermissionName, stale: string | undefined][] = [
  ...Object.entries(operationNeeds).map(([name, { permission, stale }]) => [name, permission, stale] as (typeof guards)[number]),
  ...Object.values<Page>(pages).flatMap(({ guarded }) =>
    guarded === undefined ? [] : [[guarded.paths.join(), guarded.permission, guarded.stale] as (typeof guards)[number]],
  ),
];

describe('W3 what is sensitive takes a fresh sign-in', () => {
  test.each(guards)('W3 %s (%s)', async (_, permission, stale) => {
    const needs = { permission, on: () => ({}), ...(stale === undefined ? {} : { stale }) };
    const tools = { placeOf: async () => undefined, now: NOW };
    expect(await authorize(person(NOW - MINUTE), needs, {}, tools)).not.toHaveProperty('refusal');
    const old = await authorize(person(NOW - 11 * MINUTE), needs, {}, tools);
    const isFresh = permissions[permission].sensitive === true && stale === undefined;
    expect('refusal' in old ? old.refusal.why : 'allowed').toBe(isFresh ? 'stale' : 'allowed');
    // A reason is said only where there is something to excuse, and is one.
    if (stale !== undefined) expect([permissions[permission].sensitive, stale.length > 20]).toEqual([true, true]);
  });

  test('W3 these alone are excused', () => {
    expect(
      guards
        .filter(([, , stale]) => stale !== undefined)
        .map(([name]) => name)
        .toSorted(),
    ).toEqual(['/audit', '/traces/:id', 'audit_list', 'trace_show']);
  });

  test('W3 what is done in another’s name is sensitive, whatever it is', async () => {
    const needs = { permission: 'requests.read', on: () => ({}), actsFor: () => 'ben' } as const;
    const tools = { placeOf: async () => undefined, now: NOW };
    expect(await authorize(person(NOW - 11 * MINUTE), needs, {}, tools)).toMatchObject({ refusal: { why: 'stale' } });
    expect(await authorize(person(NOW - MINUTE), needs, {}, tools)).toMatchObject({ actedFor: 'ben' });
  });

  test('W3 programs and operators show what they have at each call', async () => {
    const needs = { permission: 'tokens.manage', on: () => ({}) } as const;
    const tools = { placeOf: async () => undefined, now: NOW };
    for (const who of [
      { ...person(0), kind: 'client', door: 'token' },
      { ...person(0), kind: 'operator', door: 'token' },
    ] as const)
      expect(await authorize(who, needs, {}, tools)).not.toHaveProperty('refusal');
  });
});
