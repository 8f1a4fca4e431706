import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { invite, openHouse, toReview, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

describe('badges', () => {
  test('N9 a request shows where it stands, and nobody keeps an old one without asking', async () => {
    const guest = await invite(house);
    const url = `${house.url}/badges/requests/${guest.id}.svg`;
    const first = await fetch(url);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect(first.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await first.text()).toContain('<title>rehearsal: waiting for gates</title>');
    const etag = first.headers.get('etag') ?? '';
    const same = await fetch(url, { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag]);
    await toReview(guest);
    const moved = await fetch(url, { headers: { 'if-none-match': etag } });
    expect([moved.status, (await moved.text()).includes('rehearsal: in review')]).toEqual([200, true]);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
  });

  test('N9 it tells neither name, address, link nor code', async () => {
    const guest = await invite(house);
    const { submission } = await guest.state();
    const svg = await (await fetch(`${house.url}/badges/requests/${guest.id}.svg`)).text();
    const secret = house.links.statusUrl(guest.id).split('/').at(-1) ?? '-';
    for (const kept of [submission.contributor.name, submission.contributor.email, secret]) expect(svg).not.toContain(kept);
  });

  test('N9 a release shows its cutoff', async () => {
    const [release] = house.system.rules.releases;
    const answer = await fetch(`${house.url}/badges/releases/${release?.name}.svg`);
    expect([answer.status, (await answer.text()).includes(`release ${release?.name}: `)]).toEqual([200, true]);
  });

  test('N9 what is not known is a badge that says so, and 404', async () => {
    for (const path of ['requests/nothing', 'releases/0.0.0', 'requests/..%2f', 'releases/%e0%a4', 'other/x', 'requests/'])
      expect((await fetch(`${house.url}/badges/${path}.svg`)).status).toBe(/%/.test(path) ? 400 : 404);
    expect(await (await fetch(`${house.url}/badges/requests/nothing.svg`)).text()).toContain('rehearsal: unknown');
  });
});
