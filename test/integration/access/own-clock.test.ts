import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { openHouse, type House } from '#test/support/page-house.ts';

let house: House;
let grace: string;
beforeEach(async () => {
  house = await openHouse({ token: 't'.repeat(40) });
  grace = await house.signedIn('grace');
});
afterEach(() => house.close());

async function looks(path: string): Promise<string> {
  const text = await (await fetch(`${house.url}${path}`, { headers: { accept: 'text/html', cookie: grace } })).text();
  expect(accessibilityFaults(text)).toEqual([]);
  return text;
}

async function says(zone: string, form?: string): Promise<{ status: number; text: string }> {
  const own = /action="\/account\/zone"[^>]*><input type="hidden" name="form" value="([^"]+)"/.exec(await looks('/account'))?.[1] ?? '';
  const body = new URLSearchParams({ form: form ?? own, zone });
  const answer = await fetch(`${house.url}/account/zone`, { method: 'POST', body, redirect: 'manual', headers: { cookie: grace } });
  return { status: answer.status, text: await answer.text() };
}

test('N8 W7 whoever has said by which clock they read has it on every page, whatever the settings and the browser say', async () => {
  expect(await looks('/audit')).not.toContain('data-zone');
  expect((await says('Asia/Tokyo')).status).toBe(303);
  const page = await looks('/account');
  expect(page).toMatch(/<time datetime="[^"]+">[^<]+\(Asia\/Tokyo; /);
  expect(page).toContain('name="zone" type="text" value="Asia/Tokyo"');
  expect(await looks('/audit')).toMatch(/<body data-zone="own">.*\(Asia\/Tokyo; /s);
  expect((await says('')).status).toBe(303);
  expect(await looks('/audit')).not.toMatch(/data-zone|Asia\/Tokyo/);
});

test('N8 a zone that there is not is told beside the field, and a form of another page changes nothing', async () => {
  for (const wrong of ['Mars/Olympus', '+05:00', '<b>', 'x'.repeat(70)]) {
    const { status, text } = await says(wrong);
    expect([wrong, status, text.includes('id="f-zone-problem">There is no such time zone.')]).toEqual([wrong, 422, true]);
  }
  expect((await says('Asia/Tokyo', 'guessed')).status).toBe(303);
  expect(await looks('/account')).not.toContain('Asia/Tokyo');
});
