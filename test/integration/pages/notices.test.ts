import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { notificationDocument } from '#products/rehearsal/app/notification.ts';
import { ledgerRef } from '#products/rehearsal/app/mail-ledger.ts';
import { mailOf } from '#products/rehearsal/domain/mail/effect.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { openHouse, type House } from '#test/support/page-house.ts';

const TOKEN = 'a-token-of-thirty-two-letters-or-more';
const authorization = `Bearer ${TOKEN}`;
const about = { kind: 'release', id: '5.2' } as const;

let house: House;
let key: string;

beforeEach(async () => {
  house = await openHouse({ token: TOKEN });
  key = await house.system.store.transact(async (tx) => {
    await tx.get({ collection: 'operations', id: 'alarm' });
    const at = tx.now();
    const mail = notificationDocument(house.system, about, 'k', mailOf('mails_pass', { to: 'grace' }, { since: at }), at);
    tx.create({ collection: 'outbox', id: mail.key }, mail);
    const entry = {
      key: mail.key,
      belongsTo: about,
      about,
      template: 'mails_pass',
      person: 'grace',
      messageId: '<x@y>',
      createdAt: at,
    } as const;
    tx.set(ledgerRef(about, mail.key), { ...entry, subject: 'Mails <pass> again', state: 'rejected', response: '550 no', attempts: 2 });
    return mail.key;
  });
});
afterEach(() => house.close());

async function posts(mail: string, headers: Record<string, string> = { authorization }): Promise<Response> {
  return fetch(`${house.url}/links/notices/again`, { method: 'POST', headers, body: new URLSearchParams({ mail }), redirect: 'manual' });
}

async function keys(): Promise<string[]> {
  const found = await house.system.store.query({ index: 'outboxDue', equal: { open: true }, limit: 50 });
  return found.map(({ document }) => document.key);
}

test('N8 N10 operators see what was told about no request, what became of it, and a button; nobody else does', async () => {
  const text = await (await fetch(`${house.url}/mails`, { headers: { authorization } })).text();
  expect(accessibilityFaults(text)).toEqual([]);
  for (const shown of ['Mails &lt;pass&gt; again', 'Grace Hopper', 'refused by the mail server', '550 no', '2 attempts', 'Send again'])
    expect(text).toContain(shown);
  expect(text).not.toContain('@example.org');
  const strangers = await fetch(`${house.url}/mails`, { redirect: 'manual' });
  expect(await strangers.text()).not.toContain('Grace Hopper');
});

test('N8 N10 the button orders it once; without being signed in, or for what is no mail, it orders nothing', async () => {
  for (const headers of [{}, { authorization: 'Bearer nobody-nobody-nobody-nobody-nobody' }])
    expect((await posts(key, headers)).status).toBe(404);
  expect((await posts('x')).status).toBe(404);
  expect(await keys()).toEqual([key]);
  const [first, second] = [await posts(key), await posts(key)];
  expect([first.status, first.headers.get('location')?.split('?')[0], second.status]).toEqual([303, '/mails', 303]);
  expect((await keys()).toSorted()).toEqual([key, expect.stringContaining(`${key}-again-`)]);
});
