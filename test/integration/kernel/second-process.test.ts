import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFollowLink, type LinkDependencies } from '#functions/follow-link/handler.ts';
import { DAY, HOUR } from '#kernel/time.ts';
import { openTeaHouse, type TeaHouse } from '#test/support/tea/house.ts';
import { createPageSender } from '#doors/page-sender.ts';
import type { PageContent } from '#html/document.ts';

let house: TeaHouse;
let server: Server;

beforeEach(async () => {
  house = await openTeaHouse();
  // Nothing of a request's is there: what links lead to is the door's own.
  const handler = createFollowLink(
    { senderFor: async () => createPageSender<PageContent>('', () => undefined)(({ body }) => body.markup) } as unknown as LinkDependencies,
    house.door,
  );
  server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(() => {
  server.close();
});

async function at(url: string, code?: string): Promise<{ status: number; text: string }> {
  const { port } = server.address() as AddressInfo;
  const posted = code === undefined ? {} : { method: 'POST', body: new URLSearchParams({ code }), redirect: 'manual' as const };
  const answer = await fetch(`http://127.0.0.1:${port}${new URL(url).pathname}`, posted);
  return { status: answer.status, text: await answer.text() };
}

/** Any code of six digits but this one. */
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const names = (): string[] => house.store.facts.map(({ fact }) => fact);
const climbs = (): unknown[] =>
  house.store.facts.flatMap((fact) => (fact.fact === 'clock_reminded' || fact.fact === 'clock_breached' ? [[fact.fact, fact.rung]] : []));

describe('a process that is no request asks people', () => {
  test('N3 S3 looking changes nothing; by link and code it is answered once, and its clock stops', async () => {
    const { url, code } = house.linkTo('ada');
    const other = house.linkTo('ben', 'no');
    await house.pass(HOUR);
    expect(await at(url)).toEqual({ status: 200, text: 'Who makes the tea? ' });
    expect(house.tea()).toMatchObject({ version: 1, questions: [{ state: 'open' }], clocks: [{ state: 'running' }] });
    expect(await at(url, code)).toMatchObject({ status: 303 });
    expect(house.tea()).toMatchObject({
      version: 2,
      questions: [{ state: 'answered', answer: { action: 'yes', by: 'ada' } }],
      clocks: [{ state: 'stopped', left: 23 * HOUR, answeredBy: 'ada' }],
    });
    // Pressed twice, it is one answer; whoever comes second is shown the first.
    expect(await at(url, code)).toMatchObject({ status: 303 });
    expect(await at(other.url, other.code)).toEqual({ status: 409, text: 'ada said yes' });
    expect(house.tea().version).toBe(2);
    await house.pass(3 * DAY);
    expect([climbs(), house.store.open()]).toEqual([[], []]);
  });

  test('S2 S4 its clock goes over its ladder, each rung once and the breach once, until there is an answer', async () => {
    await house.pass(DAY / 2 - 1);
    expect(climbs()).toEqual([]);
    await house.pass(1);
    expect(climbs()).toEqual([['clock_reminded', 1]]);
    await house.pass(2 * DAY);
    expect(climbs()).toEqual([
      ['clock_reminded', 1],
      ['clock_reminded', 2],
      ['clock_breached', 3],
      ['clock_reminded', 4],
    ]);
    expect(house.tea().clocks).toMatchObject([{ rung: 4, breachedAt: 1_000_000 + DAY, askedNext: 'ada' }]);
    await house.does({ command: 'answer', question: 1, action: 'no', person: 'ben' });
    await house.pass(5 * DAY);
    expect(climbs()).toHaveLength(4);
    expect(house.tea().clocks).toMatchObject([{ state: 'stopped', answeredBy: 'ben' }]);
  });

  test('N3 its links expire, on the page and for whoever decides', async () => {
    const { url, code } = house.linkTo('ada');
    await house.pass(14 * DAY);
    expect((await at(url)).status).toBe(410);
    expect((await at(url, code)).status).toBe(410);
    const answer = { command: 'answer', question: 1, action: 'yes', person: 'ada' } as const;
    expect(await house.does({ ...answer, link: { round: 0 } })).toMatchObject({ outcome: 'refused', refused: { refused: 'expired' } });
    // What is no link does not expire.
    expect(await house.does(answer)).toMatchObject({ outcome: 'saved' });
  });

  test('X7 wrong codes lock its links, also for the right code; the next rung brings new ones, and the old stay dead', async () => {
    const { url, code } = house.linkTo('ada');
    for (const left of [4, 3, 2, 1])
      expect(await at(url, wrong(code))).toMatchObject({ status: 403, text: expect.stringMatching(`${left} (try|tries) left`) });
    expect((await at(url, wrong(code))).status).toBe(403);
    expect((await at(url, code)).status).toBe(403);
    expect(names().filter((name) => name === 'locked_out')).toHaveLength(1);
    expect(house.tea()).toMatchObject({ locks: [{ person: 'ada', round: 0, locked: true }], questions: [{ state: 'open' }] });
    // The others are not locked out, and a lock is kept under its own process's name.
    expect((await at(house.linkTo('ben').url)).status).toBe(200);
    await house.pass(DAY / 2);
    expect(house.tea().locks).toMatchObject([{ person: 'ada', round: 1, locked: false }]);
    const fresh = house.linkTo('ada');
    expect((await at(url, code)).status).toBe(410);
    expect(await at(fresh.url, fresh.code)).toMatchObject({ status: 303 });
    expect(house.tea().questions).toMatchObject([{ state: 'answered' }]);
  });

  test('N3 asked anew, the older version is answered by nobody, by link or otherwise', async () => {
    const { url, code } = house.linkTo('ada');
    await house.does({ command: 'ask_anew' });
    expect((await at(url)).status).toBe(410);
    expect((await at(url, code)).status).toBe(410);
    expect(await house.does({ command: 'answer', question: 1, action: 'yes', person: 'ada' })).toMatchObject({
      outcome: 'refused',
      refused: { refused: 'changed' },
    });
    expect(house.tea().questions).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
    expect(await at(house.linkTo('ada').url)).toMatchObject({ status: 200 });
  });

  test('X1 N3 what the process refuses is told on the page; strangers, other actions and other subjects lead nowhere', async () => {
    const { url, code } = house.linkTo('eve');
    expect(await at(url, code)).toMatchObject({ status: 409, text: 'Who makes the tea? eve has made it yesterday' });
    expect((await at(house.linkTo('mallory').url)).status).toBe(410);
    expect((await at(house.linkTo('ada', 'maybe').url)).status).toBe(404);
    const claims = { question: 1, action: 'yes', person: 'ada' };
    for (const subject of [
      { kind: 'request', id: 't1' },
      { kind: 'constructor', id: 't1' },
    ])
      expect((await at(house.links.url({ ...claims, subject }))).status).toBe(404);
    expect(names()).toEqual(['wanted', 'asked', 'clock_started']);
  });
});
