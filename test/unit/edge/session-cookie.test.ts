import { expect, test } from '@jest/globals';
import { createSessionRing } from '#contexts/access/app/session-ring.ts';
import { cookieParts } from '#doors/session-cookie.ts';
import { createVisitors } from '#doors/visitors.ts';
import { openWorld } from '#test/support/application/world.ts';
import { countOperations } from '#test/support/counting.ts';
import { signInRules } from '#test/support/sign-in.ts';

const madeUp = (n: number): string => `s.p${n}.1.${'x'.repeat(43)}`;

test('W3 of a cookie one part of each kind is looked at, however many it has', () => {
  const parts = [madeUp(1), madeUp(2), 'a.one', 'a.two', 'local.home.x.y', 'other.home.x.y', madeUp(3)];
  expect(cookieParts(`x=1; __session=${parts.join('~')}; __session=${madeUp(4)}`)).toEqual([madeUp(1), 'a.one', 'local.home.x.y']);
  expect(cookieParts(undefined)).toEqual([]);
});

test('X1 a stranger’s cookie costs one read, whatever stands in it and however often one request asks', async () => {
  const world = openWorld();
  const { store, operations } = countOperations<never>(world.system.store as never);
  const now = (): number => world.time.now;
  const ring = createSessionRing({ system: { ...world.system, store }, rules: signInRules, now, wall: now });
  const tokens = { formToken: () => '', isFormToken: () => true };
  const visitors = createVisitors({
    ring,
    personOf: async () => undefined,
    operators: { isKnown: () => false },
    tokens,
    rules: signInRules,
    now,
  });
  const cookie = `__session=${Array.from({ length: 10 }, (_, n) => madeUp(n)).join('~')}`;
  for (let n = 0; n < 3; n += 1) expect(await visitors.find({ headers: { cookie } })).toBeUndefined();
  expect(operations.reads).toBe(1);
  world.time.now += 60_000;
  await visitors.find({ headers: { cookie } });
  expect(operations.reads).toBe(2);
});
