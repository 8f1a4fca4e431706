import { hashSource } from '#doors/send-page.ts';
import { zoneScript } from '#html/script/zone.ts';
import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, MINUTE } from '#kernel/time.ts';
import { invite, openHouse, runEnds, toReview, toRunning, type Guest, type House } from '#test/support/page-house.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';

let house: House;
let guest: Guest;

beforeEach(async () => {
  house = await openHouse();
  guest = await invite(house);
});
afterEach(() => house.close());

async function post(url: string, fields: Record<string, string>): Promise<{ status: number; text: string; url: string }> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const location = response.headers.get('location');
  const landed = location === null ? response : await fetch(new URL(location, house.url));
  return { status: response.status, text: await landed.text(), url: landed.url };
}

async function get(url: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url);
  const text = await response.text();
  expect(accessibilityFaults(text)).toEqual([]);
  return { status: response.status, text };
}

describe('action links', () => {
  test('N3 nothing changes on GET or HEAD, and the page says what is asked and what happens', async () => {
    await toReview(guest);
    const before = await guest.state();
    const { url } = await guest.link('review', 'accept', 'grace');
    const { status, text } = await get(url);
    expect(status).toBe(200);
    for (const part of [
      'Grace Hopper',
      'CountTopicsJob',
      'aaaaaaa',
      'Question 2',
      'due in 24 h',
      'joins the queue',
      'name="code"',
      'name="backend"',
    ])
      expect(text).toContain(part);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(await guest.state()).toEqual(before);
  });

  test('N3 the right code decides once; the used link shows what was decided, twice pressed too', async () => {
    await toReview(guest);
    const { url, code } = await guest.link('review', 'accept', 'grace');
    const first = await post(url, { code: `${code.slice(0, 3)} ${code.slice(3)}`, comment: 'Good.', backend: 'backup' });
    expect(first.status).toBe(303);
    expect(first.text).toContain('Accepted by Grace Hopper');
    expect(first.text).toContain('Waiting for the backend');
    const again = await post(url, { code, comment: 'Good.', backend: 'backup' });
    expect(again.status).toBe(303);
    expect(await guest.state()).toMatchObject({ status: 'queued', backend: 'backup' });
    const other = await guest.state();
    const rejected = await post(house.links.url({ subject: theRequest(guest.id), question: 2, action: 'reject', person: 'alan' }), {
      code: '000000',
      comment: 'x',
    });
    expect(rejected.status).toBe(409);
    expect(rejected.text).toContain('Accepted by Grace Hopper');
    expect(await guest.state()).toEqual(other);
  });

  test('N3 a wrong code says so and keeps what was typed; the fifth locks the link', async () => {
    await toReview(guest);
    const { url, code } = await guest.link('review', 'return', 'grace');
    const wrong = code === '111111' ? '222222' : '111111';
    const first = await post(url, { code: wrong, comment: 'Why <b>this</b> one?' });
    expect(first.status).toBe(403);
    expect(first.text).toContain('4 tries left');
    expect(first.text).toContain('Why &lt;b&gt;this&lt;/b&gt; one?</textarea>');
    for (let tries = 0; tries < 3; tries += 1) await post(url, { code: wrong });
    expect((await post(url, { code: wrong })).text).toContain('This link is locked');
    expect((await post(url, { code, comment: 'Why?' })).status).toBe(403);
    expect(await get(url)).toMatchObject({ status: 403 });
    expect((await guest.state()).status).toBe('in_review');
    const alan = await guest.link('review', 'return', 'alan');
    expect((await post(alan.url, { code: alan.code, comment: 'Why?' })).status).toBe(303);
  });

  test('X7 five wrong codes are told to their owner, and an operator’s new link and code work while the old ones stay dead', async () => {
    await toReview(guest);
    const { url, code, question } = await guest.link('review', 'accept', 'grace');
    const wrong = code === '111111' ? '222222' : '111111';
    for (let tries = 0; tries < 6; tries += 1) await post(url, { code: wrong });
    expect((await guest.state()).locks).toEqual([{ question, person: 'grace', round: 0, locked: true }]);
    await guest.does({ command: 'unlock', operator: 'op' });
    const renewed = { subject: theRequest(guest.id), question, person: 'grace', round: 1 };
    const fresh = house.links.url({ ...renewed, action: 'accept' });
    expect((await post(url, { code })).text).toContain('a newer mail has new links');
    expect((await post(fresh, { code: wrong })).text).toContain('4 tries left');
    expect((await post(house.links.url({ ...renewed, round: 2, action: 'accept' }), { code })).status).toBe(410);
    expect((await post(fresh, { code: house.links.code(renewed) })).status).toBe(303);
    expect((await guest.state()).status).toBe('queued');
  });

  test('N3 an empty code is no try, and a missing reason is said beside the field', async () => {
    await toReview(guest);
    const { url, code } = await guest.link('review', 'reject', 'grace');
    for (let tries = 0; tries < 6; tries += 1)
      expect((await post(url, { code: ' ', comment: 'x' })).text).toContain('Type the confirmation code');
    const { status, text } = await post(url, { code, comment: '  ' });
    expect(status).toBe(422);
    expect(text).toMatch(/id="f-comment-problem">Please fill this in\./);
    expect((await guest.state()).status).toBe('in_review');
  });

  test('N3 a link dies when the request changes, and when its time is over', async () => {
    await toReview(guest);
    const { url } = await guest.link('review', 'accept', 'grace');
    await guest.answers('grace', 'review', 'assign', { assignee: 'alan' });
    expect((await get(url)).text).toContain('Assigned by Grace Hopper');
    const second = await guest.link('review', 'accept', 'alan');
    house.time.now += 14 * DAY;
    expect(await get(second.url)).toMatchObject({ status: 410, text: expect.stringContaining('This link has expired') });
    expect((await post(second.url, { code: second.code })).status).toBe(410);
    await guest.answers('contributor', 'withdraw', 'withdraw');
    expect(await get(second.url)).toMatchObject({ status: 410, text: expect.stringContaining('The request has changed') });
  });

  test('N3 what we did not sign leads nowhere, and a person who left decides nothing', async () => {
    await toReview(guest);
    const { url } = await guest.link('review', 'accept', 'grace');
    for (const bad of [url.slice(0, -1), `${house.url}/links/`, `${house.url}/links/x.y.z`, url.replace('accept', 'reject')])
      expect((await fetch(bad)).status).toBe(404);
    expect(await get(house.links.url({ subject: theRequest(guest.id), question: 2, action: 'accept', person: 'stranger' }))).toMatchObject({
      status: 410,
    });
    expect(await get(house.links.url({ subject: theRequest(guest.id), question: 2, action: 'approve', person: 'grace' }))).toMatchObject({
      status: 404,
    });
  });

  test('Q1 the author’s own link is refused with the reason', async () => {
    await toReview(guest);
    const { url, code } = await guest.link('review', 'accept', 'ada');
    const { status, text } = await post(url, { code });
    expect(status).toBe(409);
    expect(text).toContain('Not done: authors never decide on their own requests.');
  });

  test('A1 an output that differs is approved only with a reason; A5 the verdict can be undone for ten minutes by the one who gave it', async () => {
    await toRunning(guest);
    await runEnds(guest, { stdout: ['done', 'more'] });
    const { url, code } = await guest.link('verdict', 'approve', 'grace');
    expect((await get(url)).text).toContain('Why is the output acceptable anyway?');
    expect((await post(url, { code, comment: 'Counted by hand.' })).status).toBe(422);
    const decided = await post(url, { code, comment: 'Counted by hand.', overrideReason: 'The extra line is harmless.' });
    expect(decided.text).toContain('Approved by Grace Hopper');
    expect(decided.text).toContain('>Undo</button>');
    expect(
      (await get(house.links.url({ subject: theRequest(guest.id), question: decidedQuestion(url), action: 'approve', person: 'alan' })))
        .text,
    ).not.toContain('>Undo</button>');
    expect((await post(`${url}/undo`, { code: '' })).status).toBe(403);
    expect((await fetch(`${url}/undo`)).status).toBe(405);
    const undone = await post(`${url}/undo`, { code });
    expect(undone.status).toBe(303);
    expect(undone.text).toContain('This no longer counts');
    expect((await guest.state()).status).toBe('awaiting_verdict');
    const second = await guest.link('verdict', 'approve', 'grace');
    await post(second.url, { code: second.code, comment: 'Again.', overrideReason: 'As before.' });
    house.time.now += 10 * MINUTE;
    expect((await get(second.url)).text).not.toContain('>Undo</button>');
    expect((await post(`${second.url}/undo`, { code: second.code })).text).toContain('the time to undo it is over');
  });

  test('A5 wrong codes lock the undo as they lock the decision', async () => {
    await toRunning(guest);
    await runEnds(guest);
    const { url, code } = await guest.link('verdict', 'approve', 'grace');
    await post(url, { code, comment: 'Counted by hand.' });
    for (let tries = 0; tries < 5; tries += 1)
      expect((await post(`${url}/undo`, { code: code === '111111' ? '222222' : '111111' })).status).toBe(403);
    expect((await post(`${url}/undo`, { code })).text).toContain('this link is locked');
    expect((await guest.state()).status).toBe('approved');
  });

  test('A1 a run that failed cannot be approved, and the page says so instead of asking', async () => {
    await toRunning(guest);
    await runEnds(guest, { exitCode: 1, stderr: ['ValueError: ada@example.org'] });
    const { text } = await get((await guest.link('verdict', 'approve', 'grace')).url);
    expect(text).toContain('the job cannot be approved');
    expect(text.split('<main')[1]).not.toContain('<form');
    expect(text).not.toContain('ada@example.org');
  });

  test('Q2 the contributor answers a return and changes what was asked about, by the rules of the form', async () => {
    await toReview(guest);
    await guest.answers('grace', 'review', 'return', { comment: 'Which lines do you expect?' });
    const { url, code } = await guest.link('return', 'answer', 'contributor');
    const page = await get(url);
    expect(page.text).toContain('Which lines do you expect?');
    const bad = await post(url, { code, comment: 'These.', instructionsDoc: 'https://evil.example/', 'jobs[0].expectedOutput': '>= DONE' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('This is not the address of a document');
    expect(bad.text).toContain('Line 1: A count is a label, a colon and a whole number.');
    const good = await post(url, {
      code,
      comment: 'These.',
      'jobs[0].expectedOutput': 'done\r\n>= DONE: 3',
      reason: '',
      targetRelease: '3.4.2',
    });
    expect(good.status).toBe(303);
    const state = await guest.state();
    expect(state).toMatchObject({ status: 'in_review', submission: { targetRelease: '3.4.2' } });
    expect(state.jobs[0]?.ask.expectedOutput).toEqual([
      { kind: 'exact', line: 'done' },
      { kind: 'count', label: 'DONE', comparison: '>=', value: 3 },
    ]);
  });

  test('X4 neither links nor codes are logged', async () => {
    await toReview(guest);
    const { url, code } = await guest.link('review', 'accept', 'grace');
    await post(url, { code: '1' });
    await post(url, { code });
    expect(house.logged.join('\n')).not.toContain(code);
    expect(house.logged.join('\n')).not.toContain(url.split('/').at(-1));
  });

  test('only small urlencoded forms are read, and only by GET, HEAD and POST', async () => {
    await toReview(guest);
    const { url } = await guest.link('review', 'accept', 'grace');
    expect((await fetch(url, { method: 'PUT' })).status).toBe(405);
    expect((await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status).toBe(415);
    const policy = (await fetch(url)).headers.get('content-security-policy') ?? '';
    // Times by the reader's clock are all that is run, and it asks nobody for anything.
    const [, before] = policy.split(`; script-src ${hashSource(zoneScript)}; img-src`);
    expect([before !== undefined, policy]).toEqual([
      true,
      expect.stringMatching(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; script-src/),
    ]);
  });
});

function decidedQuestion(url: string): number {
  return Number(url.split('/').at(-1)?.split('.')[1]);
}

describe('A7 two admins by their links', () => {
  test('A7 A5 the first sees one of two and may take it back; the second is told who was first; the first’s own link is used', async () => {
    house.system.rules.twoAdminRoles = ['other'];
    await toRunning(guest);
    await runEnds(guest);
    const first = await guest.link('verdict', 'approve', 'grace');
    expect((await get(first.url)).text).toContain('yours is the first approval');
    const decided = await post(first.url, { code: first.code, comment: 'Counted by hand.' });
    expect([decided.status, decided.text.includes('One of two.'), decided.text.includes('>Undo</button>')]).toEqual([303, true, true]);
    expect((await guest.state()).status).toBe('awaiting_verdict');
    expect((await post(first.url, { code: first.code, comment: 'Again.' })).text).toContain('One of two.');
    expect((await post(`${first.url}/undo`, { code: first.code })).status).toBe(303);
    expect((await get(first.url)).text).toContain('a newer mail has links');
    const again = await guest.link('verdict', 'approve', 'grace');
    expect((await get(again.url)).text).toContain('yours is the first approval');
    await post(again.url, { code: again.code, comment: 'Counted by hand.' });
    const second = await guest.link('verdict', 'approve', 'alan');
    expect((await get(second.url)).text).toContain('Grace Hopper has approved it, and yours is the second');
    expect((await post(second.url, { code: second.code, comment: 'Looked at rows.' })).text).toContain('Approved by Alan Turing');
    expect(await guest.state()).toMatchObject({ status: 'approved', jobs: [{ approval: { by: 'alan', first: { by: 'grace' } } }] });
    // Each may still take back their own.
    expect((await get(again.url)).text).toContain('>Undo</button>');
    expect((await post(`${again.url}/undo`, { code: again.code })).status).toBe(303);
    expect(await guest.state()).toMatchObject({ status: 'awaiting_verdict', jobs: [{ firstApproval: { by: 'alan' } }] });
  });
});
