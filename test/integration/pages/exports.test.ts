import { operatorCalled } from '#test/support/known-as.ts';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { operate } from '#products/rehearsal/app/operate.ts';
import { operationRequest } from '#products/rehearsal/contracts/operations.ts';
import { standingOf } from '#products/rehearsal/domain/pull-request/standing.ts';
import { pullRequestComment } from '#products/rehearsal/pages/pull-request-comment.ts';
import { maskAddresses } from '#html/text.ts';
import { naughtyStrings } from '#test/support/naughty-strings.ts';
import { invite, openHouse, runEnds, toRunning, type Guest, type House } from '#test/support/page-house.ts';
import { effectsOfRequest } from '#test/support/effects-of-request.ts';

let house: House;

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function get(url: string): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(new URL(url, house.url));
  return { status: response.status, text: await response.text(), headers: response.headers };
}

async function wrote(stdout: string[]): Promise<{ guest: Guest; run: string; page: string }> {
  const guest = await invite(house);
  await toRunning(guest);
  const state = await runEnds(guest, { stdout });
  const run = state.jobs[0]?.runs[0]?.id ?? '';
  house.outputs.set(run, { stdout, stderr: [] });
  return { guest, run, page: new URL(house.links.statusUrl(guest.id)).pathname };
}

describe('Z4 the timeline taken home', () => {
  test('Z4 as a table and as JSON, for whoever has the link; no address and no name of the contributor is in the JSON', async () => {
    const { page } = await wrote(['=HYPERLINK("http://x")']);
    const table = await get(`${page}/timeline.csv`);
    expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(table.text.split('\r\n')[0]).toBe('"version","at","by","command","what","hash"');
    expect(table.text).not.toMatch(/(?:^|,)"[=+@-]/m);
    const { text } = await get(`${page}/timeline.json`);
    expect(JSON.parse(text)).toMatchObject({
      faults: [],
      entries: expect.arrayContaining([expect.objectContaining({ version: 1, before: 'start' })]),
    });
    expect(text).not.toContain('ada@example.org');
    expect(text).toContain('commitment');
  });

  test('Z4 the status page says that the record is whole, and cries when an entry was changed', async () => {
    const { guest, page } = await wrote(['done']);
    expect((await get(page)).text).toContain('none has been changed');
    const ref = { collection: 'timeline', parent: guest.id, id: '000002' } as const;
    const entry = await house.system.store.get(ref);
    if (entry === undefined) throw new Error('no entry');
    await house.system.store.transact(async (tx) => tx.set(ref, { ...entry, by: { kind: 'person', id: 'eve' } }));
    const { text } = await get(page);
    expect(text).toContain('This record was changed after it was written');
    expect(text).toContain('entry 2');
    expect(JSON.parse((await get(`${page}/timeline.json`)).text)).toMatchObject({ faults: [{ version: 2, fault: 'changed' }] });
  });

  test('Z4 strangers get nothing', async () => {
    const { page } = await wrote(['done']);
    const forged = `${page.slice(0, -1)}${page.endsWith('A') ? 'B' : 'A'}`;
    for (const path of ['timeline.csv', 'timeline.json']) expect((await get(`${forged}/${path}`)).status).toBe(404);
  });
});

describe('R12 what runs wrote', () => {
  const lines = [
    ...naughtyStrings.filter((text) => !/[\r\n]/.test(text)).slice(0, 150),
    'user kim.o+x@people.example.org has no bio',
    'mailto:ж@пример.рф',
  ];

  test('R12 all of it lies behind the signed link, as plain text with addresses masked', async () => {
    const { page, run } = await wrote(lines);
    const { status, text, headers } = await get(`${page}/runs/${run}/stdout.txt`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(text).toContain('user •••@••• has no bio');
    expect(text).not.toMatch(/people\.example\.org|пример/);
    expect(text.split('\n')).toHaveLength(lines.length + 1);
    const forged = `${page.slice(0, -1)}${page.endsWith('A') ? 'B' : 'A'}`;
    expect((await get(`${forged}/runs/${run}/stdout.txt`)).status).toBe(404);
    expect((await get(`${page}/runs/another-0-1/stdout.txt`)).status).toBe(404);
    expect((await get(page)).text).toContain(`${page}/runs/${run}/stdout.txt`);
  });

  test('R12 lists show counts and classes, never a line of it', async () => {
    const { guest } = await wrote(['user kim@people.example.org has no bio']);
    const { text } = await get('/board');
    expect(text).toContain(guest.id);
    expect(text).not.toMatch(/kim|has no bio/);
  });

  test('R12 whoever has no link to the request sees no line of its output anywhere', async () => {
    const guest = await invite(house);
    await toRunning(guest);
    const spoken = 'Zanzibar-secret';
    const state = await runEnds(guest, { stdout: [`${spoken} 1`], stderr: [`ValueError: ${spoken}`], exitCode: 1 });
    const open = [
      '/',
      '/board',
      '/board?status=awaiting_verdict',
      '/requests/new',
      `/badges/requests/${guest.id}.svg`,
      '/feeds/releases.ics',
    ];
    for (const path of open) expect((await get(path)).text).not.toContain(spoken);
    expect((await get('/board')).text).toContain(guest.id);
    const standing = standingOf([state], state.headSha ?? '');
    expect(pullRequestComment({ requests: [state], standing, link: 'https://x', installation: 'S' })).not.toContain(spoken);
    const { system } = house;
    for (const operation of ['requests_list', 'request_show', 'request_timeline', 'queue_list', 'backends_list', 'dead_list'] as const) {
      const asked = operationRequest.parse({ operation, ...(operation.startsWith('request_') ? { id: guest.id } : {}) });
      const told = await operate(system, { who: operatorCalled('grace'), newId: () => 'id', intakeOpen: true }, asked);
      expect(JSON.stringify(told)).not.toContain(spoken);
    }
    const wanted = await effectsOfRequest(system.store, guest.id);
    for (const { kind, effect } of wanted) if (kind !== 'drive_operation') expect(JSON.stringify(effect)).not.toContain(spoken);
    expect((await get(new URL(house.links.statusUrl(guest.id)).pathname)).text).toContain(spoken);
  });

  test('R12 no address survives, whatever stands around it', () => {
    for (const text of naughtyStrings) {
      const masked = maskAddresses(`${text} kim@people.example.org ${text}`);
      expect(masked).not.toContain('kim@');
      expect(masked).not.toContain('people.example.org');
    }
  });
});
