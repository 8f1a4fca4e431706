import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MOST_AGAIN } from '#products/rehearsal/app/send-again.ts';
import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { DAY, MINUTE } from '#kernel/time.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, type Guest, type House } from '#test/support/page-house.ts';
import { effectsOfRequest } from '#test/support/effects-of-request.ts';

let house: House;
let guest: Guest;
let mail: string;
let posting: string;

beforeEach(async () => {
  house = await openHouse();
  guest = await invite(house);
  mail = (await orders())[0] ?? '';
  posting = house.links.statusUrl(guest.id).replace('/status/', '/links/mails/');
  await house.system.store.transact(async (tx) => {
    await tx.get({ collection: 'requests', id: guest.id });
    tx.set(
      { collection: 'mails', parent: guest.id, id: mail },
      {
        key: mail,
        belongsTo: theRequest(guest.id),
        template: 'receipt',
        person: 'contributor',
        subject: 'Your request',
        messageId: '<x@y>',
        createdAt: tx.now(),
        state: 'rejected',
        response: '550 no',
        attempts: 1,
      },
    );
  });
});
afterEach(() => house.close());

/** Keys of the mails that were ever wanted. */
async function orders(): Promise<string[]> {
  const found = await effectsOfRequest(house.system.store, guest.id);
  return found.filter(({ kind }) => kind === 'send_mail').map(({ key }) => key);
}

async function again(key = mail, url = posting): Promise<number> {
  return (await fetch(url, { method: 'POST', body: new URLSearchParams({ mail: key }), redirect: 'manual' })).status;
}

describe('mails on the status page', () => {
  test('N8 each with what became of it, without addresses, and a button to send it again', async () => {
    const text = await (await fetch(house.links.statusUrl(guest.id))).text();
    expect(accessibilityFaults(text)).toEqual([]);
    expect(text).toContain('refused by the mail server');
    expect(text).toContain('Send again');
    expect(text).not.toContain((await guest.state()).submission.contributor.email);
  });

  test('N8 sent again: an order of its own to the same person, on the timeline; pressed twice it is one', async () => {
    const before = await guest.state();
    expect([await again(), await again()]).toEqual([303, 303]);
    const keys = await orders();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(2);
    const document = await house.system.store.get({ collection: 'outbox', id: keys.find((key) => key !== mail) ?? '' });
    expect(document).toMatchObject({ effect: { kind: 'send_mail', template: 'receipt', to: 'contributor' }, state: 'waiting' });
    const after = await guest.state();
    expect(after).toEqual({ ...before, version: before.version + 1 });
    expect(await (await fetch(house.links.statusUrl(guest.id))).text()).toContain('is sent again.');
  });

  test('N8 nobody sends what is not a mail of this request, or without the secret link, or by looking', async () => {
    const other = await invite(house, { id: 'rq2' });
    expect(await again(mail, house.links.statusUrl(other.id).replace('/status/', '/links/mails/'))).toBe(404);
    for (const key of ['', 'x', '../x', `${guest.id}-1-1-check_gates`, 'a'.repeat(400)]) expect(await again(key)).toBe(404);
    expect(await again(mail, `${house.url}/links/mails/${guest.id}.AAAAAAAAAAAAAAAAAAAAAA`)).toBe(404);
    expect((await fetch(posting)).status).toBe(405);
    expect(await orders()).toHaveLength(1);
  });

  test('N8 I13 so many a day, and tomorrow again', async () => {
    for (let n = 0; n < MOST_AGAIN; n += 1) {
      expect(await again()).toBe(303);
      house.time.now += MINUTE;
    }
    expect(await again()).toBe(429);
    expect(await orders()).toHaveLength(MOST_AGAIN + 1);
    house.time.now += DAY;
    expect(await again()).toBe(303);
  });
});
