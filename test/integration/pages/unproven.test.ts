import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { endUnconfirmed } from '#products/rehearsal/app/end-unconfirmed.ts';
import { DAY } from '#kernel/time.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, type House, type Invited } from '#test/support/page-house.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const AD = 'BUYNOW';
const typed = `${AD} cheap pills at example.com`;

/** Everything that can be typed says the same. */
const flood: Invited = {
  via: 'form',
  warnings: [{ path: 'jobs[0].name', code: 'spelling', message: typed }],
  submission: {
    submissionId: AD,
    contributor: { name: typed, email: 'victim@example.net', githubLogin: AD },
    jobs: [sampleAsk({ name: `${AD}Job`, step: AD, module: AD, parameters: { [AD]: typed } })],
    reason: typed,
    targetRelease: AD,
    essential: true,
    essentialReason: typed,
    localProof: typed,
    group: AD,
    productionPlan: typed,
    instructionsDoc: { documentId: AD },
  },
};

async function get(path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(new URL(path, house.url));
  const text = await response.text();
  if (response.headers.get('content-type')?.startsWith('text/html') === true) expect(accessibilityFaults(text)).toEqual([]);
  return { status: response.status, text };
}

async function everywhere(id: string): Promise<string[]> {
  const status = house.links.statusUrl(id);
  const confirm = house.links.url({ subject: theRequest(id), question: 1, action: 'confirm', person: 'contributor' });
  const name = new URL(status).pathname.split('/').at(-1) ?? '';
  const paths = [
    status,
    `${status}/timeline.json`,
    `${status}/timeline.csv`,
    `/requests/${id}`,
    '/board',
    `/board?q=${AD}`,
    `/requests/new?from=${name}`,
    `/badges/requests/${id}.svg`,
    confirm,
  ];
  return (await Promise.all(paths.map(get))).map(({ text }) => text);
}

describe('I16 an address that nobody confirmed', () => {
  test('I16 nothing that its sender typed is on any page, before and after it has ended by itself', async () => {
    const guest = await invite(house, flood);
    const search = `value="${AD}"`;
    for (const text of await everywhere(guest.id)) expect(text.replace(search, '')).not.toContain(AD);
    const page = (await get(house.links.statusUrl(guest.id))).text;
    expect(page).toContain(`Request ${guest.id}`);
    expect(page).toContain('oppia/oppia#');
    house.time.now += 7 * DAY;
    expect(await endUnconfirmed(house.system)).toBe(1);
    for (const text of await everywhere(guest.id)) expect(text.replace(search, '')).not.toContain(AD);
    expect((await get(house.links.statusUrl(guest.id))).text).toContain('Nobody confirmed the address in time.');
  });

  test('I16 the board counts it, without a name, a title or a reason', async () => {
    await invite(house, flood);
    await invite(house, { ...flood, id: 'rq7k2n' });
    const { text } = await get('/board');
    expect(text).toContain('Waiting for confirmation (2)');
    expect(text).not.toContain('rq7k2m');
  });

  test('I16 confirmed, everything is shown', async () => {
    const guest = await invite(house, flood);
    await guest.does({ command: 'answer', question: 1, action: 'confirm', details: { comment: '' } }, 'contributor');
    expect((await get(house.links.statusUrl(guest.id))).text).toContain(typed);
  });
});
