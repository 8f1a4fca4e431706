import { describe, expect, test } from '@jest/globals';
import { arrives, answers, does, view } from '#test/support/application/requests.ts';
import { Died, mortal } from '#test/support/application/faults.ts';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { notificationDocument } from '#products/rehearsal/app/notification.ts';
import { mailOf } from '#products/rehearsal/domain/mail/effect.ts';
import { taskRoutes } from '#products/rehearsal/stored/tasks.ts';
import type { Answer } from '#products/rehearsal/app/perform-effect.ts';
import { deliver, effectOf, openWorld, performs, taskOf, type World } from '#test/support/application/world.ts';
import { allGates, SHA } from '#test/support/given-request.ts';
import { people } from '#test/support/sample-request.ts';

/** 1 800 000 000 s is 08:00 UTC. */
const quiet = { from: '06:00', to: '09:00', timeZone: 'UTC' };

async function assigned(urgentToo = false): Promise<World> {
  const world = openWorld({
    rules: {
      people: people.map((person) => (person.id === 'alan' ? { ...person, timeZone: 'UTC', quiet: { ...quiet, urgentToo } } : person)),
    },
  });
  await arrives(world, 'rq1');
  await does(world, 'rq1', { command: 'record_gates', headSha: SHA, gates: allGates() });
  return world;
}

describe('N8 quiet hours', () => {
  test('N8 what can wait is held, is on the ledger, and goes out by the same effect when they are over', async () => {
    const world = await assigned();
    await does(world, 'rq1', { command: 'record_gates', headSha: 'b'.repeat(40), gates: allGates() });
    const mail = await effectOf(world, 'rq1', 'send_mail', { template: 'head_moved', to: 'alan' });
    expect(await deliver(world, taskOf(mail))).toEqual({ answer: 'done' });
    expect(world.mailer.sent).toEqual([]);
    const ledger = async (): Promise<object | undefined> => (await view(world, 'rq1')).mails.find(({ key }) => key === mail.key);
    expect(await ledger()).toMatchObject({ state: 'held', response: 'quiet hours until 2027-01-15T09:00Z', person: 'alan' });
    const held = await effectOf(world, 'rq1', 'send_mail', { template: 'head_moved', to: 'alan' });
    expect(held).toMatchObject({ key: mail.key, state: 'waiting', dueAt: Date.parse('2027-01-15T09:00:00Z'), dispatches: 2 });
    expect(world.queue.tasks.at(-1)).toMatchObject({ kind: 'send_mail', notBefore: held.dueAt });
    world.time.now = held.dueAt;
    expect(await deliver(world, taskOf(held))).toEqual({ answer: 'done' });
    expect(world.mailer.sent).toHaveLength(1);
    expect(await ledger()).toMatchObject({ state: 'accepted' });
  });

  test('N8 S1 a question with a running clock is sent at once, unless its reader wants none at all; others are not held for them', async () => {
    const world = await assigned();
    await performs(world, 'rq1', 'send_mail', { template: 'review_request', to: 'alan' });
    await performs(world, 'rq1', 'send_mail', { template: 'review_request', to: 'grace' });
    expect(world.mailer.sent.map(({ to }) => to.name)).toHaveLength(2);
    const strict = await assigned(true);
    await performs(strict, 'rq1', 'send_mail', { template: 'review_request', to: 'alan' });
    expect(strict.mailer.sent).toEqual([]);
    await answers(strict, 'rq1', 'grace', 'review', 'accept');
    strict.time.now += 2 * 3_600_000;
    await performs(strict, 'rq1', 'send_mail', { template: 'review_request', to: 'alan' });
    expect(strict.mailer.sent).toEqual([]);
    expect((await view(strict, 'rq1')).mails).toMatchObject([{ state: 'skipped', response: 'no longer asked' }]);
  });

  test('N8 whoever has said by which clock they read has their quiet hours by it', async () => {
    const world = await assigned();
    const by = { kind: 'person', id: 'alan' } as const;
    await changeAccount(kernelOf(world.system), 'alan', { id: 'zone', by }, { command: 'say_time_zone', timeZone: 'Asia/Tokyo' });
    await does(world, 'rq1', { command: 'record_gates', headSha: 'b'.repeat(40), gates: allGates() });
    await performs(world, 'rq1', 'send_mail', { template: 'head_moved', to: 'alan' });
    expect(world.mailer.sent).toHaveLength(1);
  });

  describe('digests', () => {
    const [first, other] = ['b'.repeat(40), 'c'.repeat(40)];
    const UNTIL = Date.parse('2027-01-15T09:00:00Z');

    /** Two mails to alan wait for the end of his quiet hours. */
    async function held(): Promise<{ world: World; keys: string[]; states: () => Promise<(string | undefined)[]> }> {
      const world = await assigned();
      const keys: string[] = [];
      for (const headSha of [first, other]) {
        await does(world, 'rq1', { command: 'record_gates', headSha, gates: allGates() });
        const mail = await effectOf(world, 'rq1', 'send_mail', { template: 'head_moved', to: 'alan' });
        expect(await deliver(world, taskOf(mail))).toEqual({ answer: 'done' });
        keys.push(mail.key);
      }
      world.time.now = UNTIL;
      const states = async (): Promise<(string | undefined)[]> => {
        const { mails } = await view(world, 'rq1');
        return keys.map((key) => mails.find((one) => one.key === key)?.state);
      };
      return { world, keys, states };
    }

    async function comes(world: World, key = ''): Promise<Answer> {
      const document = await world.system.store.get({ collection: 'outbox', id: key });
      if (document === undefined) throw new Error(`no effect ${key}`);
      return deliver(world, taskOf(document));
    }

    test('N8 what waited for the same reader until the same time comes as one mail, and the ledger says so for each', async () => {
      const { world, keys, states } = await held();
      expect(await states()).toEqual(['held', 'held']);
      await comes(world, keys[1]);
      expect(world.mailer.sent.map(({ text }) => text)).toEqual(['head_moved\nhead_moved']);
      expect(await comes(world, keys[0])).toEqual({ answer: 'done' });
      expect(world.mailer.sent).toHaveLength(1);
      expect(await states()).toEqual(['accepted', 'accepted']);
      const names = (await view(world, 'rq1')).mails.filter(({ key }) => keys.includes(key)).map(({ messageId }) => messageId);
      expect(new Set(names)).toEqual(new Set([world.mailer.sent[0]?.messageId]));
    });

    test('N8 N10 mails of any subjects come as one: of a request, and of a backend; the ledger of each says so', async () => {
      const { world, keys, states } = await held();
      world.time.now -= 1000;
      const about = { kind: 'backend', id: 'local' } as const;
      const notice = notificationDocument(
        world.system,
        about,
        'k',
        mailOf('agent_back', { to: 'alan' }, { backend: 'local', since: 0 }),
        world.time.now,
      );
      await world.system.store.transact(async (tx) => tx.create({ collection: 'outbox', id: notice.key }, notice));
      expect(await deliver(world, taskOf(notice))).toEqual({ answer: 'done' });
      world.time.now = UNTIL;
      await comes(world, notice.key);
      expect(world.mailer.sent.map(({ text, inReplyTo }) => [text, inReplyTo])).toEqual([
        ['agent_back\nhead_moved\nhead_moved', '<backend-local@rehearsal.example.org>'],
      ]);
      for (const key of keys) await comes(world, key);
      expect(await states()).toEqual(['accepted', 'accepted']);
      expect(world.mailer.sent).toHaveLength(1);
    });

    test('N8 what came to its end meanwhile is not in it', async () => {
      const { world, keys, states } = await held();
      await answers(world, 'rq1', 'grace', 'review', 'reject');
      await world.system.store.transact(async (tx) => {
        const effect = await tx.get({ collection: 'outbox', id: keys[0] ?? '' });
        if (effect !== undefined) tx.set({ collection: 'outbox', id: effect.key }, { ...effect, state: 'cancelled', open: false });
      });
      await comes(world, keys[1]);
      expect(world.mailer.sent.map(({ text }) => text)).toEqual(['head_moved']);
      expect(await states()).toEqual(['held', 'accepted']);
    });

    test('N1 N8 whoever brings the others and dies keeps them waiting for its lease, not longer', async () => {
      const { world, keys, states } = await held();
      world.faults.plan('mailer', 'crash_before');
      await expect(mortal(world.faults, () => comes(world, keys[0]))).rejects.toThrow(Died);
      expect(await comes(world, keys[1])).toEqual({ answer: 'done' });
      expect(world.mailer.sent).toEqual([]);
      expect(await states()).toEqual(['held', 'held']);
      world.time.now += taskRoutes.send_mail.deadline + 10_000;
      expect(await comes(world, keys[1])).toEqual({ answer: 'done' });
      expect(world.mailer.sent.map(({ text }) => text)).toEqual(['head_moved\nhead_moved']);
      await comes(world, keys[0]);
      expect(await states()).toEqual(['accepted', 'accepted']);
      expect(world.mailer.sent).toHaveLength(1);
    });

    test('N1 N8 where nobody can bring them in time each goes out by itself', async () => {
      const { world, keys, states } = await held();
      world.faults.plan('mailer', 'throw');
      expect(await comes(world, keys[0])).toMatchObject({ answer: 'later' });
      world.time.now += 3 * (taskRoutes.send_mail.deadline + 10_000);
      for (const key of keys) expect(await comes(world, key)).toEqual({ answer: 'done' });
      expect(world.mailer.sent.map(({ text }) => text)).toEqual(['head_moved', 'head_moved']);
      expect(await states()).toEqual(['accepted', 'accepted']);
    });

    test('N8 one that cannot be written takes no other with it', async () => {
      const { world, keys, states } = await held();
      const { render } = world.mailDependencies;
      // What is to come along is first tried by itself.
      world.mailDependencies.render = (mail, others) => {
        if (others === undefined) throw new Error('it cannot be written');
        return render(mail, others);
      };
      await comes(world, keys[1]);
      expect(world.mailer.sent.map(({ text }) => text)).toEqual(['head_moved']);
      expect(await states()).toEqual(['held', 'accepted']);
    });
  });

  test('N8 a contributor who is in the settings, too, is written to by their own clock; a login alone proves nothing', async () => {
    const night = { from: '00:00', to: '23:00', timeZone: 'UTC' };
    const world = openWorld({ rules: { people: people.map((person) => (person.id === 'ada' ? { ...person, quiet: night } : person)) } });
    const ada = people.find(({ id }) => id === 'ada');
    if (ada === undefined) throw new Error('nobody is called ada');
    await arrives(world, 'rq1', { submission: { contributor: { name: 'Ada', email: ada.email.toUpperCase(), githubLogin: 'x' } } });
    await performs(world, 'rq1', 'send_mail', { template: 'receipt' });
    expect((await view(world, 'rq1')).mails).toMatchObject([{ state: 'held' }]);
    await arrives(world, 'rq2', {
      submission: { contributor: { name: 'Eve', email: 'eve@example.org', githubLogin: ada.githubLogin ?? '' } },
    });
    await performs(world, 'rq2', 'send_mail', { template: 'receipt' });
    expect((await view(world, 'rq2')).mails).toMatchObject([{ state: 'accepted' }]);
  });
});
