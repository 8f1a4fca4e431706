import { describe, expect, test } from '@jest/globals';
import { mailOf, type MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import { notificationDocument } from '#products/rehearsal/app/notification.ts';
import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';
import type { MailDocument, OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { DAY } from '#kernel/time.ts';
import { arrives } from '#test/support/application/requests.ts';
import { looks, queueWorks } from '#test/support/application/calendar.ts';
import { deliver, effectOf, openWorld, START, taskOf, type World } from '#test/support/application/world.ts';

const about = { kind: 'backend', id: 'local' } as const;

/** One that nobody has ordered by a request: in the outbox, and due. */
async function orders(world: World, to: string, key = 'k1', cause = 'It is silent.'): Promise<OutboxDocument> {
  return world.system.store.transact(async (tx) => {
    await tx.get({ collection: 'operations', id: 'alarm' });
    const told = { count: 1, isLeast: false, kinds: [], letters: [{ key: 'k', attempts: 1, cause }], isCut: false };
    const document = notificationDocument(world.system, about, key, mailOf('dead_letters', { to }, told), tx.now());
    tx.create({ collection: 'outbox', id: document.key }, document);
    return document;
  });
}

async function entryOf(world: World, key: string): Promise<MailDocument | undefined> {
  return world.system.store.get({ collection: 'notices', id: key });
}

describe('N10 a mail that is about no request', () => {
  test('N10 has the thread of what it is about, and a ledger beside those of requests', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const mails = [await orders(world, 'grace'), await orders(world, 'alan')];
    for (const mail of mails) expect(await deliver(world, taskOf(mail))).toEqual({ answer: 'done' });
    expect(world.mailer.sent.map(({ inReplyTo }) => inReplyTo)).toEqual(Array(2).fill('<backend-local@rehearsal.example.org>'));
    expect(await entryOf(world, mails[0]?.key ?? '')).toMatchObject({ about, person: 'grace', state: 'accepted' });
    expect(await world.system.store.query({ index: 'mailsInOrder', parent: 'rq1', equal: {}, limit: 10 })).toEqual([]);
    const ledger = await world.system.store.query({ index: 'noticesNewestFirst', equal: {}, limit: 10 });
    expect(ledger.map(({ document }) => document.person).toSorted()).toEqual(['alan', 'grace']);
  });

  test('N10 N1 it is as sure as any other: refused it is a dead letter with an entry, delivered twice it is sent once', async () => {
    const world = openWorld();
    const refused = await orders(world, 'grace');
    world.faults.plan('mailer', 'refuse');
    expect(await deliver(world, taskOf(refused))).toEqual({ answer: 'dead' });
    expect(await entryOf(world, refused.key)).toMatchObject({ state: 'rejected', response: '550 no such user' });
    const twice = await orders(world, 'alan');
    expect(await deliver(world, taskOf(twice))).toEqual({ answer: 'done' });
    expect(await deliver(world, taskOf(twice))).toEqual({ answer: 'nothing_to_do' });
    expect(world.mailer.sent).toHaveLength(1);
  });

  test('N10 N1 nobody who is not in the settings gets one, and no contributor', async () => {
    const world = openWorld();
    for (const to of ['nobody', 'contributor']) {
      const mail = await orders(world, to);
      expect(await deliver(world, taskOf(mail))).toEqual({ answer: 'done' });
      expect(await entryOf(world, mail.key)).toMatchObject({ state: 'skipped', response: 'no longer in the settings' });
    }
    expect(world.mailer.sent).toEqual([]);
  });

  test('N10 an effect of a request that is gone is still no notice', async () => {
    const world = openWorld();
    await arrives(world, 'rq1');
    const mail = await effectOf(world, 'rq1', 'send_mail');
    await world.system.store.transact(async (tx) => {
      await tx.get({ collection: 'requests', id: 'rq1' });
      tx.delete({ collection: 'requests', id: 'rq1' });
    });
    expect(await deliver(world, taskOf(mail))).toEqual({ answer: 'dead' });
  });
});

describe('N10 what nobody was told of', () => {
  test('N10 B5 a dead letter that belongs to no request: every admin is mailed', async () => {
    const world = openWorld();
    const refused = await orders(world, 'grace');
    world.faults.plan('mailer', 'refuse');
    await deliver(world, taskOf(refused));
    await world.system.store.transact(async (tx) => {
      const known = await tx.get({ collection: 'outbox', id: refused.key });
      if (known?.effect.kind === 'send_mail')
        tx.set(
          { collection: 'outbox', id: known.key },
          { ...known, effect: { ...known.effect, template: 'release_report' } as MailEffect },
        );
    });
    await sweepAndReport(world.system, 's1');
    for (const task of world.queue.tasks.filter(({ payload }) => payload.effectKey.startsWith('installation-'))) await deliver(world, task);
    expect(world.mailer.sent.map(({ to }) => to.name).toSorted()).toEqual(['Ada Lovelace', 'Alan Turing', 'Grace Hopper']);
    expect(new Set(world.mailer.sent.map(({ inReplyTo }) => inReplyTo))).toEqual(
      new Set(['<installation-dead-letters@rehearsal.example.org>']),
    );
  });

  test('N10 C5 a release report without requests: the release team is mailed, and no request has it on its ledger', async () => {
    const world = openWorld({ rules: { releases: [{ name: '5.2', hardCutoff: START + DAY }] } });
    await arrives(world, 'rq1', { submission: { targetRelease: '9.9' } });
    await looks(world);
    world.time.now += DAY;
    await queueWorks(world, 'keep_calendar');
    await queueWorks(world, 'send_mail');
    const reports = world.mailer.sent.filter(({ text }) => text === 'release_report');
    expect(reports.map(({ to, inReplyTo }) => `${to.name} ${inReplyTo}`).toSorted()).toEqual([
      'Quinn Quality <release-5.2@rehearsal.example.org>',
      'Ruth Release <release-5.2@rehearsal.example.org>',
    ]);
    const ledger = await world.system.store.query({ index: 'mailsInOrder', parent: 'rq1', equal: {}, limit: 50 });
    expect(ledger.filter(({ document }) => document.template === 'release_report')).toEqual([]);
  });
});
