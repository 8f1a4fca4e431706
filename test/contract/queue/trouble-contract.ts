import { afterEach, describe, expect, test } from '@jest/globals';
import { startReceiver } from './receiver.ts';
import { openRig, payload, quickRoutes, until, type OpenQueue, type Rig, type Routes } from './rig.ts';

/** What every TaskQueue promises about failures, rates and limits. */
export function troubleContract(adapter: string, open: OpenQueue): void {
  let rig: Rig;
  const start = async (routes?: Routes): Promise<Rig> => (rig = await openRig(open, routes));

  describe(`${adapter}: trouble`, () => {
    afterEach(() => rig.close());

    test('B5 gives a task up after its last attempt and leaves its name refused', async () => {
      const { queue, receiver, open: tasks, givenUp } = await start(quickRoutes('send_mail', { maxAttempts: 3 }));
      receiver.answer(() => 500);
      await queue.enqueue({ name: 'doomed', kind: 'send_mail', payload: payload('x') });
      await until(() => tasks() === 0, 'it is given up');
      expect(receiver.of('doomed')).toHaveLength(3);
      expect(givenUp()).toEqual(['doomed']);
      expect(await queue.enqueue({ name: 'doomed', kind: 'send_mail', payload: payload('x') })).toBe('already_named');
    });

    test('Z2 waits as long as Retry-After asks', async () => {
      const { queue, receiver, open: tasks } = await start();
      receiver.answer(() => (receiver.deliveries.length === 1 ? { status: 503, headers: { 'retry-after': '1' } } : 200));
      await queue.enqueue({ name: 'patient', kind: 'send_mail', payload: payload('x') });
      await until(() => tasks() === 0, 'it has ended');
      const [first, second] = receiver.deliveries;
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(995);
    });

    test('Z2 gives up on an answer at the deadline and tries again', async () => {
      const { queue, receiver, open: tasks } = await start(quickRoutes('drive_operation', { deadline: 2_000, concurrency: 1 }));
      receiver.answer(() => (receiver.deliveries.length === 1 ? 'hang' : 200));
      await queue.enqueue({ name: 'hanging', kind: 'drive_operation', payload: payload('x') });
      await until(() => tasks() === 0, 'it has ended');
      expect(receiver.of('hanging')).toHaveLength(2);
    });

    test('B3 lets one bad task delay no other, in its own queue or elsewhere', async () => {
      const { queue, receiver } = await start(quickRoutes('send_mail', { concurrency: 2, maxAttempts: 1000, maxBackoff: 20 }));
      receiver.answer(({ name }) => (name === 'bad' ? 500 : name === 'stuck' ? 'hang' : 200));
      await queue.enqueue({ name: 'bad', kind: 'send_mail', payload: payload('x') });
      await queue.enqueue({ name: 'stuck', kind: 'update_sheet', payload: payload('x') });
      const good = Array.from({ length: 20 }, (_, index) => `good-${index}`);
      await Promise.all(good.map((name) => queue.enqueue({ name, kind: 'send_mail', payload: payload(name) })));
      await until(() => good.every((name) => receiver.of(name).length === 1), 'the good ones have arrived');
      await until(() => receiver.of('bad').length > 3, 'the bad one is tried again and again');
    });

    test('has no more than the allowed number under way at once', async () => {
      const { queue, receiver, open: tasks } = await start(quickRoutes('check_gates', { concurrency: 3 }));
      let release: (() => void)[] = [];
      receiver.answer(() => new Promise((resolve) => release.push(() => resolve(200))));
      await Promise.all(
        Array.from({ length: 12 }, (_, index) => queue.enqueue({ name: `c-${index}`, kind: 'check_gates', payload: payload('x') })),
      );
      while (tasks() > 0) {
        await until(() => release.length === Math.min(3, tasks()), 'the places are taken');
        const ready = release;
        release = [];
        ready.forEach((go) => go());
        await until(() => release.length > 0 || tasks() === 0, 'the next ones arrive');
      }
      expect(receiver.deliveries).toHaveLength(12);
      expect(receiver.mostAtOnce()).toBe(3);
    });

    test('starts no more than the rate allows', async () => {
      const { queue, receiver, open: tasks } = await start(quickRoutes('send_mail', { ratePerSecond: 25 }));
      const began = performance.now();
      await Promise.all(
        Array.from({ length: 20 }, (_, index) => queue.enqueue({ name: `r-${index}`, kind: 'send_mail', payload: payload('x') })),
      );
      await until(() => tasks() === 0, 'all have ended');
      // A burst of a fifth of the rate, then one every 40 ms: a slow machine only makes it longer.
      expect((receiver.deliveries.at(-1)?.at ?? 0) - began).toBeGreaterThanOrEqual((20 - 5) * 40 - 5);
    });
  });
}

export function unreachableContract(adapter: string, open: OpenQueue): void {
  test(`${adapter}: Z2 tries again when the connection breaks`, async () => {
    const rig = await openRig(open);
    rig.receiver.answer(() => (rig.receiver.deliveries.length < 4 ? 'break' : 200));
    await rig.queue.enqueue({ name: 'broken', kind: 'send_mail', payload: payload('x') });
    await until(() => rig.open() === 0, 'it has ended');
    expect(rig.givenUp()).toEqual([]);
    expect(rig.receiver.of('broken')).toHaveLength(4);
    await rig.close();
  });

  test(`${adapter}: Z2 goes on trying when nobody listens, until the last attempt`, async () => {
    const nobody = await startReceiver();
    await nobody.close();
    const rig = await openRig((routes) => open(routes, nobody), quickRoutes('send_mail', { maxAttempts: 4 }));
    await rig.queue.enqueue({ name: 'lonely', kind: 'send_mail', payload: payload('x') });
    await until(() => rig.open() === 0, 'it is given up');
    expect(rig.givenUp()).toEqual(['lonely']);
    await rig.close();
  });
}
