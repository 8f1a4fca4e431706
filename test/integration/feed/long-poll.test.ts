import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { machine } from '#functions/wiring/machine.ts';
import { collections } from '#functions/wiring/collections.ts';
import { readPermissions } from '#doors/read-permissions.ts';
import { permissions } from '#contexts/access/domain/rights/permissions.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { aheadOf, openFeedHouse, type FeedHouse } from '#test/support/feed-house.ts';

let house: FeedHouse;
beforeEach(async () => {
  house = await openFeedHouse();
});
afterEach(() => house.close());

/** Somebody with one right, at one place. */
function person(permission: 'requests.read' | 'backends.read', at: Principal['grants'][number]['at']): Principal {
  return {
    kind: 'person',
    id: 'p',
    name: 'P',
    door: 'session',
    grants: [{ role: 'r', permissions: new Set([permission]), at, from: 'settings' }],
  };
}

const start = async (): Promise<string> => (await house.ask('')).body.cursor;

describe('P7 the feed by long poll', () => {
  test('P7 begins with now, and answers as soon as something happens', async () => {
    await house.happens('timeline', 'before');
    const cursor = await start();
    const waiting = house.ask(`?after=${cursor}&wait=45`);
    await sleep(60);
    await house.happens('timeline', 'r1');
    const { status, body } = await waiting;
    expect(status).toBe(200);
    expect(body.events).toEqual([
      { cursor: expect.any(String), at: expect.any(Number), kind: 'request', id: 'r1', version: 1, command: 'change' },
    ]);
    expect(JSON.stringify(body)).not.toContain('example.org');
    expect((await house.ask(`?after=${body.cursor}`)).body).toEqual({ events: [], cursor: body.cursor, reset: false });
    expect((await house.ask(`?after=${cursor}`)).body.events).toEqual(body.events);
  });

  test('P7 what happened since a page was made is told at once', async () => {
    const made = Date.now();
    await house.happens('backendTimeline', 'local');
    const { body } = await house.ask(`?since=${made}`);
    expect(body.events.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['backend local']);
  });

  test('P7 a wait that is over answers with nothing, and the same cursor', async () => {
    const cursor = await start();
    const begun = performance.now();
    const { body } = await house.ask(`?after=${cursor}&wait=0.3`);
    expect(body).toEqual({ events: [], cursor, reset: false });
    expect(performance.now() - begun).toBeGreaterThan(250);
  });

  test.each([['?after=nonsense'], ['?after=1.2'], ['?wait=x'], ['?since=-1'], ['?more=1']])('P7 %s is refused', async (query) => {
    expect((await house.ask(query)).status).toBe(422);
  });

  test('P7 a cursor of another store, ahead of all that is here, is reset once', async () => {
    await house.happens('timeline', 'r1');
    const { body } = await house.ask('');
    const ahead = aheadOf(body.cursor);
    const told = await house.ask(`?after=${ahead}&wait=5`);
    expect(told.body).toMatchObject({ events: [], reset: true, cursor: body.cursor });
  });
});

describe('W4 the feed says what somebody may see', () => {
  test('W4 X6 nobody hears anything without a proof', async () => {
    expect((await house.ask('', 'nobody')).status).toBe(401);
    expect((await house.ask('?page=/status/wrong', 'nobody')).status).toBe(401);
  });

  test('W4 who may see requests of one backend hears of those, and of no backend', async () => {
    house.people.set('local', person('requests.read', { backend: 'local' }));
    house.places.set('here', { backend: 'local' }).set('there', { backend: 'other' });
    const cursor = await start();
    await house.happens('timeline', 'there');
    await house.happens('backendTimeline', 'local');
    await house.happens('timeline', 'here');
    const { body } = await house.ask(`?after=${cursor}&wait=2`, 'local');
    expect(body.events.map(({ id }) => id)).toEqual(['here']);
    house.people.set('switch', person('backends.read', { backend: 'local' }));
    expect((await house.ask(`?after=${cursor}&wait=2`, 'switch')).body.events.map(({ id }) => id)).toEqual(['local']);
  });

  test('W4 whoever waits goes on waiting past what is not for them, and comes behind it', async () => {
    house.people.set('local', person('requests.read', { backend: 'local' }));
    const cursor = await start();
    await house.happens('timeline', 'there');
    const { body } = await house.ask(`?after=${cursor}&wait=0.2`, 'local');
    expect(body.events).toEqual([]);
    expect(body.cursor).not.toBe(cursor);
  });

  test('W4 a page that is opened by its secret hears of its own request alone', async () => {
    const cursor = await start();
    await house.happens('timeline', 'other');
    await house.happens('timeline', 'mine');
    const { body } = await house.ask(
      `?after=${cursor}&page=${encodeURIComponent(`/status/secret-mine.${'a'.repeat(22)}`)}&wait=2`,
      'nobody',
    );
    expect(body.events.map(({ id }) => id)).toEqual(['mine']);
  });

  test('P7 each kind of process has one timeline in the feed, and a right to hear of it', () => {
    const kinds = Object.values(collections.places).flatMap(({ kind }) => (kind === undefined ? [] : [kind]));
    // Probes have no timeline of their own: what they find is on the backend's.
    expect(kinds.toSorted()).toEqual(
      Object.keys(machine.processes)
        .filter((kind) => kind !== 'probe')
        .toSorted(),
    );
    for (const kind of kinds) expect(Object.keys(permissions)).toContain(readPermissions[kind]);
    const timelines = Object.entries(collections.places).filter(([, { segment }]) => segment === 'history' || segment === 'timeline');
    expect(timelines.filter(([, { kind }]) => kind === undefined)).toEqual([]);
  });
});
