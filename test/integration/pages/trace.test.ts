import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openTracing } from '#platform/tracing.ts';
import { underTrace } from '#kernel/trace.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { execute } from '#products/rehearsal/app/requests.ts';
import { allGates, SHA } from '#test/support/given-request.ts';
import { invite, openHouse, type House } from '#test/support/page-house.ts';

const TOKEN = 'a-token-of-thirty-two-letters-or-more';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
let house: House;
beforeEach(async () => {
  house = await openHouse({ token: TOKEN });
});
afterEach(() => house.close());

const get = (path: string, token = TOKEN): Promise<Response> =>
  fetch(`${house.url}${path}`, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' });

async function inviteTraced(id: string): Promise<void> {
  const system = { ...house.system, tracing: openTracing() };
  await underTrace(system, { traceId: TRACE, spanId: '00f067aa0ba902b7', sampled: true }, () =>
    invite({ system, links: house.links }, { id }),
  );
}

describe('X8 the page of a trace', () => {
  test('shows a request’s commands and effects as a picture with a table, and is linked from its page', async () => {
    await inviteTraced('traced1');
    house.time.now += 60_000;
    const response = await get('/requests/traced1/trace');
    const page = await response.text();
    expect([response.status, accessibilityFaults(page)]).toEqual([200, []]);
    for (const part of [TRACE, '<svg', 'submit (request)', '↳ check gates', 'The same as a table', 'waited']) expect(page).toContain(part);
    expect(await (await get('/requests/traced1')).text()).toContain('href="/requests/traced1/trace"');
  });

  test('X8 what came of a request in several traces is one waterfall, and each of them can be seen alone', async () => {
    await inviteTraced('many1');
    const other = 'a'.repeat(32);
    const system = { ...house.system, tracing: openTracing() };
    await underTrace(system, { traceId: other, spanId: '00f067aa0ba902b7', sampled: true }, () =>
      execute(system, 'many1', (at) => ({
        id: 'later',
        at,
        by: { kind: 'system', part: 'gates' },
        command: 'record_gates',
        headSha: SHA,
        gates: allGates(),
      })),
    );
    const all = await (await get('/requests/many1/trace')).text();
    for (const part of ['All its traces', '2 commands', 'submit (request)', 'record gates (request)', TRACE, other])
      expect(all).toContain(part);
    const one = await (await get(`/requests/many1/trace?trace=${other}`)).text();
    expect(one).toContain('1 command');
    expect(one).not.toContain('submit (request)</th>');
  });

  test('X6 the contributor’s secret link leads to none, and nobody without the right sees one', async () => {
    await inviteTraced('traced2');
    const status = new URL(house.links.statusUrl('traced2')).pathname;
    expect(await (await fetch(`${house.url}${status}`)).text()).not.toContain('/trace"');
    expect((await fetch(`${house.url}${status}/trace`)).status).toBe(404);
    for (const path of ['/requests/traced2/trace', `/traces/${TRACE}`]) expect((await get(path, 'another')).status).not.toBe(200);
  });

  test('of everything in a trace is for whoever reads the audit log; a request of before traces were kept says so', async () => {
    await inviteTraced('one1');
    await inviteTraced('two2');
    const page = await (await get(`/traces/${TRACE}`)).text();
    for (const part of ['one1', 'two2', '2 commands']) expect(page).toContain(part);
    const other = await (await get('/requests/one1/trace')).text();
    expect(other).not.toContain('two2');
    await invite(house, { id: 'before1' });
    expect(await (await get('/requests/before1/trace')).text()).toContain('made before traces were kept');
    expect((await get('/requests/one1/trace?trace=ffff')).status).toBe(404);
    expect((await get('/traces/x')).status).toBe(404);
    const unknown = await get(`/traces/${'0'.repeat(32)}`);
    expect([unknown.status, await unknown.text()]).toEqual([
      404,
      expect.stringMatching(/There is no such trace, or nothing is known.*href="\/audit"/s),
    ]);
    expect((await get('/requests/nothere1/trace')).status).toBe(404);
  });
});
