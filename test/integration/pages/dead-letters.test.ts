import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { openHouse, START, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => house.close());

async function dies(n: number): Promise<void> {
  const key = `rq${n}.1.send_mail`;
  const subject = { kind: 'request', id: `rq${n}` };
  await house.system.store.transact(async (tx) =>
    tx.set({ collection: 'outbox', id: key }, {
      key,
      kind: 'send_mail',
      subject,
      effect: { kind: 'send_mail', subject },
      state: 'dead',
      open: false,
      createdAt: START - 60_000,
      dueAt: START,
      sweepAt: START,
      dispatches: 3,
      attempts: 8,
      finishedAt: START + n,
      errors: [
        { at: START - 1000, message: 'the mail server is away' },
        { at: START, message: '<b>550</b> nobody@example.org is unknown' },
      ],
    } as unknown as OutboxDocument),
  );
}

async function page(path: string): Promise<string> {
  const answer = await fetch(`${house.url}${path}`);
  const text = await answer.text();
  expect([answer.status, accessibilityFaults(text)]).toEqual([200, []]);
  expect(text.length).toBeLessThan(100_000);
  return text;
}

test('B5 an empty list says so', async () => {
  expect(await page('/dead-letters')).toContain('Nothing was given up.');
});

test('B5 W6 each that was given up is shown with its causes, and replayed or dismissed from there', async () => {
  await dies(1);
  const text = await page('/dead-letters');
  expect(text).toContain('&lt;b&gt;550&lt;/b&gt; •••@••• is unknown');
  expect(text).toContain('the mail server is away');
  const form = { _given: 'key', _back: '/dead-letters', _form: 'f1', key: 'rq1.1.send_mail' };
  const post = async (operation: string, more: Record<string, string> = {}): Promise<Response> =>
    fetch(`${house.url}/do/${operation}`, { method: 'POST', body: new URLSearchParams({ ...form, ...more }), redirect: 'manual' });
  expect(await (await post('dead_dismiss', { why: 'nobody waits for it' })).text()).toContain('It is never tried again.');
  expect((await post('dead_replay')).headers.get('location')).toMatch(/^\/dead-letters\?told=/);
  expect((await house.system.store.get({ collection: 'outbox', id: 'rq1.1.send_mail' }))?.state).not.toBe('dead');
});

test('W8 a list of many is shown page by page, at addresses that stay', async () => {
  for (let n = 1; n <= 45; n += 1) await dies(n);
  const seen: string[] = [];
  for (let path: string | undefined = '/dead-letters'; path !== undefined;) {
    const text = await page(path);
    seen.push(...[...text.matchAll(/<span class="mono small">([^<]*)</g)].map(([, key = '']) => key));
    path = /href="([^"]*)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(seen).toHaveLength(45);
  expect(new Set(seen).size).toBe(45);
});
