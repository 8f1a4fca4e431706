import { randomBytes } from 'node:crypto';
import { Firestore } from '@google-cloud/firestore';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { openFirestoreStore } from '#platform/google/firestore-store.ts';
import { takeSubmission, type Intake } from '#products/rehearsal/app/intake.ts';
import { offerTurn } from '#products/rehearsal/app/offer-turn.ts';
import { execute } from '#products/rehearsal/app/requests.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import type { Store } from '#functions/wiring/system.ts';
import { allGates, SHA, system as bySystem } from '#test/support/given-request.ts';
import { startFirestoreEmulator } from '#test/support/firestore-emulator.ts';
import { arrives, queues, stateOf, view } from '#test/support/application/requests.ts';
import { deliver, effectOf, openWorld, taskOf } from '#test/support/application/world.ts';
import { sampleContext, sampleForm } from '#test/support/sample-submission.ts';
import { collections } from '#functions/wiring/collections.ts';

const emulator = await startFirestoreEmulator();
const PATIENCE = 60_000;

if (typeof emulator === 'string') {
  console.warn(`Contention is NOT tested on Firestore: ${emulator}`);
  test.skip(`Firestore: ${emulator}`, () => undefined);
  test('the emulator is there in CI', () => {
    expect(process.env['CI']).toBeUndefined();
  });
} else {
  afterAll(() => emulator.stop());
  const connect = (): Store =>
    openFirestoreStore({
      collections,
      firestore: new Firestore({ projectId: `demo-${randomBytes(6).toString('hex')}`, host: emulator.host, ssl: false }),
    });
  contention('Firestore', connect);
}
contention('SQLite', () => openSqliteStore({ collections, path: ':memory:' }));

function contention(name: string, open: () => Store): void {
  describe(`many at once, on ${name}`, () => {
    test(
      'I2 the same delivery twenty times: one request, one answer',
      async () => {
        const store = open();
        const { system } = openWorld({ store });
        let ids = 0;
        const intake: Intake = {
          open: true,
          context: sampleContext,
          quotas: { perContributor: 3, perChange: 5, perDay: 7, unproven: { perContributor: 3, perChange: 5, perDay: 7 } },
          newId: () => `rq${(ids += 1)}`,
          statusUrl: (id) => `https://status/${id}`,
        };
        const arrival = { deliveryId: 'd1', bodyHash: 'h1', via: 'webhook', form: sampleForm() } as const;
        const taken = await Promise.all(Array.from({ length: 20 }, () => takeSubmission(system, intake, arrival)));
        expect(taken.map(({ result }) => result).toSorted()).toEqual(['accepted', ...Array.from({ length: 19 }, () => 'repeated')]);
        expect(new Set(taken.map((one) => ('body' in one ? JSON.stringify(one.body) : ''))).size).toBe(1);
        expect(await system.store.query({ index: 'requestsNewestFirst', equal: {}, limit: 10 })).toHaveLength(1);
        // Another delivery whose random id is taken.
        const first = taken.map((one) => ('body' in one ? idIn(one.body) : ''))[0] ?? '';
        const again = await takeSubmission(system, { ...intake, newId: idsOf([first, 'fresh1']) }, { ...arrival, deliveryId: 'd2' });
        expect(again).toMatchObject({ result: 'accepted', body: { id: 'fresh1' } });
        await store.close();
      },
      PATIENCE,
    );

    test(
      'Q3 two requests and eight offers race for one backend: one is granted',
      async () => {
        const store = open();
        const world = openWorld({ store });
        await queues(world, 'rq1');
        await queues(world, 'rq2');
        const offered = await Promise.all(Array.from({ length: 8 }, (_, n) => offerTurn(world.system, 'local', `o${n}`)));
        expect(offered.filter((one) => one === 'granted')).toHaveLength(1);
        const states = await Promise.all(['rq1', 'rq2'].map((id) => stateOf(world, id)));
        expect(states.map(({ status }) => status).toSorted()).toEqual(['deploying', 'queued']);
        await store.close();
      },
      PATIENCE,
    );

    test(
      'Z1, Z2 the same command and the same effect ten times: once each',
      async () => {
        const store = open();
        const world = openWorld({ store });
        await arrives(world, 'rq1');
        const command = { command: 'record_gates', headSha: SHA, gates: allGates() } as const;
        const outcomes = await Promise.all(
          Array.from({ length: 10 }, () => execute(world.system, 'rq1', (at) => ({ ...command, id: 'c1', at, by: bySystem }))),
        );
        expect(outcomes.filter((one) => one?.outcome === 'saved')).toHaveLength(1);
        const effect = await effectOf(world, 'rq1', 'send_mail', { template: 'receipt' });
        const told = await Promise.all(Array.from({ length: 10 }, () => deliver(world, taskOf(effect))));
        expect(told.filter(({ answer }) => answer === 'done')).toHaveLength(1);
        expect(world.mailer.sent).toHaveLength(1);
        const { document, timeline } = await view(world, 'rq1');
        expect(timeline.map(({ version }) => version)).toEqual([1, 2]);
        expect(JSON.parse(JSON.stringify(fold(timeline)))).toEqual(document.state);
        await store.close();
      },
      PATIENCE,
    );
  });
}

function idsOf(ids: string[]): () => string {
  return () => ids.shift() ?? 'none';
}

function idIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';
}
