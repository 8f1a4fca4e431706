import { operatorCalled } from '#test/support/known-as.ts';
import { describe, expect, test } from '@jest/globals';
import { MOST_AGAIN, sendAgain, type SentAgain } from '#products/rehearsal/app/send-again.ts';
import { ledgerRef, listNotifications } from '#products/rehearsal/app/mail-ledger.ts';
import { notificationDocument } from '#products/rehearsal/app/notification.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { mailOf, type About } from '#products/rehearsal/domain/mail/effect.ts';
import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { DAY, MINUTE } from '#kernel/time.ts';
import { arrives } from '#test/support/application/requests.ts';
import { deliver, effectOf, openWorld, taskOf, type World } from '#test/support/application/world.ts';

const about: About = { kind: 'backend', id: 'local' };

/** One about a backend, which its reader has got. */
async function told(world: World, to = 'grace'): Promise<OutboxDocument> {
  const document = await world.system.store.transact(async (tx) => {
    await tx.get({ collection: 'operations', id: 'alarm' });
    const at = tx.now();
    const mail = notificationDocument(world.system, about, String(at), mailOf('agent_back', { to }, { backend: 'local', since: at }), at);
    tx.create({ collection: 'outbox', id: mail.key }, mail);
    return mail;
  });
  expect(await deliver(world, taskOf(document))).toEqual({ answer: 'done' });
  return document;
}

function again(world: World, mail: string): Promise<SentAgain> {
  return sendAgain(world.system, { mail, by: { kind: 'operator', id: 'olga' } });
}

async function works(world: World): Promise<void> {
  await sweepAndReport(world.system, `s${world.time.now}`);
  for (const { kind, payload } of world.queue.tasks.splice(0)) if (kind === 'send_mail') await deliver(world, { kind, payload });
}

describe('N8 N10 a mail about no request is sent again', () => {
  test('N8 N10 to the same person, in the same thread, as an entry of its own that says who asked; asked twice it is one', async () => {
    const world = openWorld();
    const mail = await told(world);
    world.time.now += MINUTE;
    expect([await again(world, mail.key), await again(world, mail.key)]).toEqual(['ordered', 'ordered']);
    await works(world);
    const [first, second] = world.mailer.sent;
    expect(world.mailer.sent).toHaveLength(2);
    expect(second).toMatchObject({ to: first?.to, inReplyTo: first?.inReplyTo, subject: first?.subject });
    expect(second?.messageId).not.toBe(first?.messageId);
    const { entries } = await listNotifications(world.system);
    expect(entries.map(({ belongsTo, state, orderedBy }) => ({ belongsTo, state, orderedBy }))).toEqual([
      { belongsTo: about, state: 'accepted', orderedBy: 'operator olga' },
      { belongsTo: about, state: 'accepted', orderedBy: undefined },
    ]);
  });

  test('N8 what was sent again is sent again as the first was, and its key does not grow', async () => {
    const world = openWorld();
    const mail = await told(world);
    await again(world, mail.key);
    await works(world);
    const [second] = (await listNotifications(world.system)).entries.filter(({ key }) => key !== mail.key);
    world.time.now += MINUTE;
    expect(await again(world, second?.key ?? '')).toBe('ordered');
    await works(world);
    const keys = (await listNotifications(world.system)).entries.map(({ key }) => key);
    expect(keys.filter((key) => /^backend-local-\d+-grace(-again-\d+)?$/.test(key))).toHaveLength(3);
  });

  test('N8 I13 so many of one subject a day, and tomorrow again; nothing that is no mail, or was never sent', async () => {
    const world = openWorld();
    const mail = await told(world);
    for (let n = 0; n < MOST_AGAIN; n += 1) {
      expect(await again(world, mail.key)).toBe('ordered');
      world.time.now += MINUTE;
    }
    expect(await again(world, mail.key)).toBe('too_often');
    world.time.now += DAY;
    expect(await again(world, mail.key)).toBe('ordered');
    await arrives(world, 'rq1');
    const never = await effectOf(world, 'rq1', 'send_mail');
    for (const key of ['', '..', 'x', 'a'.repeat(400), 'rq1-1-1-check_gates', never.key]) expect(await again(world, key)).toBe('unknown');
  });

  test('N8 N10 an operator has any mail sent again by its key; a request’s stands on its timeline', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const mail = await effectOf(world, 'rq1', 'send_mail');
    await deliver(world, taskOf(mail));
    const notice = await told(world);
    const operator = { who: operatorCalled('olga'), newId: () => 'n1', intakeOpen: true };
    for (const { key } of [mail, notice])
      expect(await operate(world.system, operator, { operation: 'mail_again', key })).toMatchObject({ done: { facts: { ordered: true } } });
    expect(await operate(world.system, operator, { operation: 'mail_again', key: 'x' })).toMatchObject({ refused: 'not_found' });
    const timeline = await world.system.store.query({ index: 'timelineInOrder', parent: 'rq1', equal: {}, limit: 10 });
    expect(timeline.at(-1)?.document).toMatchObject({ command: 'send_again', by: { kind: 'system', part: 'operator olga' } });
    expect(await operate(world.system, operator, { operation: 'mails_list' })).toMatchObject({
      done: { rows: [{ about: 'backend local', template: 'agent_back', to: 'grace', state: 'accepted', key: notice.key }] },
    });
  });

  test('N1 N10 one ledger, by subject', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const mail = await effectOf(world, 'rq1', 'send_mail');
    await deliver(world, taskOf(mail));
    const notice = await told(world);
    for (const { subject, key } of [mail, notice])
      expect(await world.system.store.get(ledgerRef(subject, key))).toMatchObject({ key, belongsTo: subject, state: 'accepted' });
    expect(mail.subject).toEqual(theRequest('rq1'));
  });
});
