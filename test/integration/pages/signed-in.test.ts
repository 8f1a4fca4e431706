import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openQuestion } from '#test/support/given-request.ts';
import { invite, openHouse, runEnds, toReview, toRunning, type Guest, type House } from '#test/support/page-house.ts';

let house: House;
let guest: Guest;

beforeEach(async () => {
  house = await openHouse({ token: 't'.repeat(40) });
  guest = await invite(house);
});
afterEach(() => house.close());

interface Answered {
  status: number;
  text: string;
  to: string | null;
}

async function send(cookie: string | undefined, path: string, fields?: Record<string, string>): Promise<Answered> {
  const headers = { accept: 'text/html', ...(cookie === undefined ? {} : { cookie }) };
  const body = fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) };
  const answer = await fetch(`${house.url}${path}`, { ...body, headers, redirect: 'manual' });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
}

function formOf({ text }: Answered): string {
  return /name="form" value="([\w-]+)"/.exec(text)?.[1] ?? '';
}

function linksIn({ text }: Answered): string[] {
  return [...text.matchAll(/href="(\/requests\/[^"]+\/answers\/[^"]+)"/g)].map(([, path = '']) => path);
}

describe('deciding while signed in', () => {
  test('W3 an admin decides from the request’s page with one confirmation and no code, and changes from accept to return on the same page', async () => {
    await toReview(guest);
    const grace = await house.signedIn('grace');
    const page = await send(grace, `/requests/${guest.id}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('You are asked');
    const accept = linksIn(page).find((path) => path.endsWith('/accept')) ?? '';
    const asked = await send(grace, accept);
    expect([asked.status, asked.text.includes('Confirmation code')]).toEqual([200, false]);
    const form = formOf(asked);
    const changed = await send(grace, accept, { form, other: 'return', comment: 'Which user is meant?' });
    expect([changed.status, (await guest.state()).status]).toEqual([200, 'in_review']);
    expect(changed.text).toContain('Which user is meant?');
    const back = accept.replace(/accept$/, 'return');
    expect(changed.text).toContain(`action="${back}"`);
    expect((await send(grace, back, { form, comment: '' })).status).toBe(422);
    const done = await send(grace, back, { form, comment: 'Which user is meant?' });
    expect([done.status, done.to, (await guest.state()).status]).toEqual([303, back, 'returned']);
    expect((await send(grace, back)).text).toContain('by Grace');
    expect((await send(grace, back, { form, comment: 'Which user is meant?' })).status).toBe(303);
    expect((await send(await house.signedIn('ada'), accept)).text).not.toContain('name="form"');
  });

  test('N3 W3 a mailed link leads whoever is signed in as its reader to the page that takes no code; everybody else to the code', async () => {
    await toReview(guest);
    const { id: question } = openQuestion(await guest.state(), 'review');
    const claims = { subject: { kind: 'request', id: guest.id }, question, action: 'accept', person: 'grace' };
    const path = new URL(house.links.url(claims)).pathname;
    const own = `/requests/${guest.id}/answers/${question}/accept`;
    const grace = await house.signedIn('grace');
    expect(await send(grace, path)).toMatchObject({ status: 303, to: own });
    expect((await send(grace, own)).text).not.toContain('Confirmation code');
    for (const cookie of [undefined, await house.signedIn('alan')]) {
      const shown = await send(cookie, path);
      expect([shown.status, shown.text.includes('onfirmation code')]).toEqual([200, true]);
    }
    expect((await guest.state()).status).toBe('in_review');
  });

  test('Q1 W3 testers, coordinators and the author are asked nothing, and their answers are refused', async () => {
    await toReview(guest);
    const grace = await house.signedIn('grace');
    const accept = linksIn(await send(grace, `/requests/${guest.id}`)).find((path) => path.endsWith('/accept')) ?? '';
    for (const { id, roles } of house.system.rules.people.filter((person) => !person.roles.includes('admin'))) {
      const cookie = await house.signedIn(id);
      const page = await send(cookie, `/requests/${guest.id}`);
      expect([roles, linksIn(page).filter((path) => path === accept)]).toEqual([roles, []]);
      const form = formOf(await send(cookie, accept));
      expect([403, 409]).toContain((await send(cookie, accept, { form, comment: 'Yes.' })).status);
    }
    expect((await guest.state()).status).toBe('in_review');
    const own = await invite(house, {
      id: 'own111',
      submission: { contributor: { name: 'Grace', email: 'grace@example.org', githubLogin: 'Grace' } },
    });
    await toReview(own);
    expect(linksIn(await send(grace, '/requests/own111'))).toEqual([]);
    const path = `/requests/own111/answers/${accept.split('/').at(-2)}/accept`;
    expect((await send(grace, path, { form: formOf(await send(grace, path)), comment: '' })).status).toBe(409);
    expect((await own.state()).status).toBe('in_review');
  });

  test('W3 without a session one is asked to sign in and led back; what was typed is kept in the page that says so', async () => {
    await toReview(guest);
    const accept = linksIn(await send(await house.signedIn('grace'), `/requests/${guest.id}`))[0] ?? '';
    expect((await send(undefined, accept)).to).toBe(`/sign-in?to=${encodeURIComponent(accept)}`);
    const kept = await send(undefined, accept, { form: 'old', comment: 'Looks “right” to me\nindeed' });
    expect([kept.status, kept.text]).toEqual([401, expect.stringContaining('value="Looks “right” to me\nindeed"')]);
    expect(kept.text).toContain(`action="${accept}"`);
    const again = await send(await house.signedIn('grace'), accept, { form: 'old', comment: 'Looks right.' });
    expect([again.status, again.text]).toEqual([403, expect.stringContaining('Looks right.')]);
    expect((await guest.state()).status).toBe('in_review');
  });

  test('W3 X6 the form of another person’s page decides nothing, nor does an operator’s key', async () => {
    await toReview(guest);
    const [grace, ada] = [await house.signedIn('grace'), await house.signedIn('ada')];
    const accept = linksIn(await send(grace, `/requests/${guest.id}`)).find((path) => path.endsWith('/accept')) ?? '';
    const form = formOf(await send(ada, accept));
    expect(form).not.toBe('');
    expect((await send(grace, accept, { form, comment: '' })).status).toBe(403);
    const answer = await fetch(`${house.url}${accept}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${'t'.repeat(40)}` },
      body: new URLSearchParams({ form }),
      redirect: 'manual',
    });
    expect(answer.status).toBe(401);
    expect((await guest.state()).status).toBe('in_review');
  });

  test('A1 A5 W3 a verdict is given and taken back without a code', async () => {
    await toRunning(guest);
    await runEnds(guest);
    const grace = await house.signedIn('grace');
    const approve = linksIn(await send(grace, `/requests/${guest.id}`)).find((path) => path.endsWith('/approve')) ?? '';
    const form = formOf(await send(grace, approve));
    expect((await send(grace, approve, { form, comment: 'Compared line by line.' })).status).toBe(303);
    expect((await guest.state()).jobs[0]?.state).toBe('approved');
    expect((await send(grace, `${approve}/undo`, { form: 'wrong' })).status).toBe(403);
    expect((await send(grace, `${approve}/undo`, { form })).status).toBe(303);
    expect((await guest.state()).jobs[0]?.state).not.toBe('approved');
  });

  test('W5 what is decided so stands on the record with the session, the right and the role that gave it', async () => {
    await toReview(guest);
    const grace = await house.signedIn('grace');
    const accept = linksIn(await send(grace, `/requests/${guest.id}`)).find((path) => path.endsWith('/accept')) ?? '';
    expect((await send(grace, accept, { form: formOf(await send(grace, accept)), comment: '' })).status).toBe(303);
    const entries = await house.system.store.query({ index: 'timelineInOrder', parent: guest.id, equal: {}, limit: 100 });
    const [entry] = entries.filter(({ document }) => document.command === 'answer').slice(-1);
    expect(entry?.document.act).toMatchObject({
      who: 'person:grace',
      door: 'session',
      session: 'grace.1',
      permission: 'requests.decide',
      because: { role: 'admin' },
    });
  });
});
