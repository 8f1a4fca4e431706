import { afterEach, describe, expect, test } from '@jest/globals';
import { createCallerVerifier } from '#doors/verify-caller.ts';
import { identity, openRig, payload, quickRoutes, SERVICE_ACCOUNT, until, type OpenQueue, type Rig, type Routes } from './rig.ts';

/** What every TaskQueue promises about names, content and time. */
export function deliveryContract(adapter: string, open: OpenQueue): void {
  let rig: Rig;
  const start = async (routes?: Routes): Promise<Rig> => (rig = await openRig(open, routes));

  describe(`${adapter}: delivery`, () => {
    afterEach(() => rig.close());

    test('Z2 delivers once what is answered with 200, with payload and headers', async () => {
      const { queue, receiver, open: tasks } = await start();
      expect(await queue.enqueue({ name: 'one', kind: 'send_mail', payload: payload('mail:ä€😀') })).toBe('enqueued');
      await until(() => tasks() === 0, 'the task has ended');
      expect(receiver.deliveries).toHaveLength(1);
      const [delivery] = receiver.deliveries;
      expect(delivery).toMatchObject({ name: 'one', path: '/send-mail', body: payload('mail:ä€😀') });
      expect(delivery?.headers).toMatchObject({
        'content-type': 'application/json',
        'x-cloudtasks-queuename': 'send-mail',
        'x-cloudtasks-taskretrycount': '0',
        'x-cloudtasks-taskexecutioncount': '0',
      });
    });

    test('X1 proves itself by a token for exactly the function that it calls', async () => {
      const { queue, receiver } = await start();
      await queue.enqueue({ name: 'proof', kind: 'drive_operation', payload: payload('x') });
      await until(() => receiver.deliveries.length === 1, 'it arrives');
      const header = receiver.deliveries[0]?.headers.authorization;
      const verifierOf = (name: string) =>
        createCallerVerifier({ audience: receiver.url(name), serviceAccounts: [SERVICE_ACCOUNT], keys: identity.keys });
      expect(await verifierOf('drive-operation').verify(header)).toEqual({ email: SERVICE_ACCOUNT });
      expect(await verifierOf('send-mail').verify(header)).toEqual({ refused: 'wrong audience' });
    });

    test('Z2 tries again after an error and counts the retries', async () => {
      const { queue, receiver, open: tasks } = await start();
      receiver.answer(({ headers }) =>
        headers['x-cloudtasks-taskretrycount'] === '3' ? 204 : ([500, 404, 502][Number(headers['x-cloudtasks-taskretrycount'])] ?? 200),
      );
      await queue.enqueue({ name: 'again', kind: 'send_mail', payload: payload('x') });
      await until(() => tasks() === 0, 'the task has ended');
      expect(receiver.deliveries.map(({ headers }) => headers['x-cloudtasks-taskretrycount'])).toEqual(['0', '1', '2', '3']);
      expect(receiver.deliveries.map(({ headers }) => headers['x-cloudtasks-taskexecutioncount'])).toEqual(['0', '0', '1', '1']);
    });

    test('Z2 delivers nothing before its time, and everything without one at once', async () => {
      const { queue, receiver } = await start();
      let arrived = 0;
      receiver.answer(({ name }) => {
        if (name === 'later') arrived = Date.now();
        return 200;
      });
      const notBefore = Date.now() + 300;
      await queue.enqueue({ name: 'later', kind: 'send_mail', payload: payload('later'), notBefore });
      await queue.enqueue({ name: 'now', kind: 'send_mail', payload: payload('now') });
      await queue.enqueue({ name: 'past', kind: 'send_mail', payload: payload('past'), notBefore: 1 });
      await until(() => receiver.deliveries.length === 3, 'all arrive');
      expect(arrived).toBeGreaterThanOrEqual(notBefore);
      expect(receiver.deliveries.map(({ name }) => name).sort()).toEqual(['later', 'now', 'past']);
    });

    test('Z2 refuses a name that waits, and one that has ended', async () => {
      const { queue, receiver, open: tasks } = await start();
      const twice = { name: 'twice', kind: 'send_mail', payload: payload('first'), notBefore: Date.now() + 100 } as const;
      expect(await Promise.all([queue.enqueue(twice), queue.enqueue(twice)]).then((answers) => answers.toSorted())).toEqual([
        'already_named',
        'enqueued',
      ]);
      expect(await queue.enqueue({ ...twice, payload: payload('second') })).toBe('already_named');
      await until(() => tasks() === 0, 'the task has ended');
      expect(await queue.enqueue(twice)).toBe('already_named');
      await queue.enqueue({ name: 'other', kind: 'send_mail', payload: payload('x') });
      await until(() => receiver.of('other').length === 1, 'another arrives');
      expect(receiver.of('twice').map(({ body }) => body)).toEqual([payload('first')]);
    });

    test('refuses a name of the wrong form, and a start more than 30 days ahead', async () => {
      const { queue, open: tasks } = await start();
      for (const name of ['', 'a/b', 'a b', 'x'.repeat(501)])
        await expect(queue.enqueue({ name, kind: 'send_mail', payload: payload('x') })).rejects.toThrow();
      await expect(
        queue.enqueue({ name: 'far', kind: 'send_mail', payload: payload('x'), notBefore: Date.now() + 31 * 86_400_000 }),
      ).rejects.toThrow();
      expect(tasks()).toBe(0);
    });

    test('Z2 delivers each of 200 tasks of every kind', async () => {
      const { queue, receiver, open: tasks } = await start(quickRoutes());
      const kinds = ['send_mail', 'check_gates', 'drive_operation', 'update_sheet'] as const;
      const names = Array.from({ length: 200 }, (_, index) => `many-${index}`);
      await Promise.all(names.map((name, index) => queue.enqueue({ name, kind: kinds[index % 4] ?? 'send_mail', payload: payload(name) })));
      await until(() => tasks() === 0, 'all have ended');
      expect(receiver.deliveries.map(({ name }) => name).toSorted()).toEqual([...names].sort());
    });
  });
}
