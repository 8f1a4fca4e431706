import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSignInTokens } from '#doors/sign-in-tokens.ts';
import { MINUTE } from '#kernel/time.ts';
import { createJar } from '#test/support/browser-jar.ts';
import { openHouse, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse({ token: 't'.repeat(40) });
});
afterEach(() => house.close());

interface Letter {
  ask: string;
  last?: true | undefined;
}

/** What was mailed to somebody, oldest first. */
async function letters(person: string): Promise<Letter[]> {
  const found = await house.system.store.query({ index: 'outboxDue', equal: { open: true }, limit: 50 });
  const mails = found.flatMap(({ document: { effect } }) => (effect.kind === 'send_mail' && effect.template === 'sign_in' ? [effect] : []));
  return mails.filter(({ to }) => to === person);
}

const asks = (fields: Record<string, string> = {}): Promise<{ status: number; to: string | null }> =>
  createJar(house.url).post('/sign-in/mail', { email: 'grace@example.org', to: '/board', ...fields });

/** The pass of the last mail, as the page behind its link has it. */
async function passIn(): Promise<string> {
  const [last] = (await letters('grace')).filter((one) => one.last);
  if (last === undefined) throw new Error('no mail says how to go on');
  const address = new URL(createSignInTokens({ keys: [Buffer.alloc(32, 7)], baseUrl: house.url }).passUrl(last.ask));
  const page = await createJar(house.url).get(`${address.pathname}${address.search}`);
  return /name="pass" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
}

test('X7 W3 strangers who ask in somebody’s place keep nobody out: the last mail that they can cause has a way on', async () => {
  for (let n = 0; n < 5; n += 1) expect(await asks()).toMatchObject({ status: 303, to: '/sign-in/wait' });
  expect((await letters('grace')).map(({ last }) => last)).toHaveLength(3);
  expect((await letters('grace')).filter(({ last }) => last)).toHaveLength(1);
  const pass = await passIn();
  await asks({ pass });
  expect(await letters('grace')).toHaveLength(4);
  // Its own budget is as large, and is used up as well.
  for (let n = 0; n < 5; n += 1) await asks({ pass });
  expect(await letters('grace')).toHaveLength(6);
  house.time.now += 16 * MINUTE;
  await asks();
  expect(await letters('grace')).toHaveLength(7);
});

test('X7 W3 what is made up, or of another’s mail, is no way on, and nobody hears whether it is', async () => {
  for (let n = 0; n < 3; n += 1) await asks();
  const pass = await passIn();
  for (const made of ['', 'x', `${pass}x`, `${pass.startsWith('A') ? 'B' : 'A'}${pass.slice(1)}`, 'a'.repeat(500)])
    expect(await asks({ pass: made })).toMatchObject({ status: 303, to: '/sign-in/wait' });
  expect(await letters('grace')).toHaveLength(3);
  for (let n = 0; n < 4; n += 1) await asks({ email: 'ada@work.example.org', pass });
  expect(await letters('ada')).toHaveLength(3);
});
