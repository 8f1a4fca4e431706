import { describe, expect, test } from '@jest/globals';
import { arrives, answers, does, view } from '#test/support/application/requests.ts';
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
