import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MailSeen } from '#infra/embedded/demo/client.ts';
import { createJar, type Jar } from '#test/support/browser-jar.ts';
import { mailReader, startEmbedded, type Embedded } from '#test/support/embedded.ts';

let home: Embedded;
let next: ReturnType<typeof mailReader>;

beforeAll(async () => {
  home = await startEmbedded({ agent: false });
  next = mailReader(home);
});
afterAll(() => home.stop());

const browser = (userAgent?: string): Jar => createJar(home.runtime.url, userAgent);

async function asks(jar: Jar, email: string, to = '/account'): Promise<void> {
  const asked = await jar.post('/sign-in/mail', { email, to });
  expect([asked.status, asked.to]).toEqual([303, '/sign-in/wait']);
}

function linkIn({ text }: MailSeen): string {
  const [found] = /http\S+\/sign-in\/mail\/\S+/.exec(text) ?? [];
  if (found === undefined) throw new Error('the mail has no link');
  return new URL(found).pathname;
}

function proofIn(page: string): string {
  return /name="_form" value="([^"]+)"/.exec(page)?.[1] ?? '';
}

async function timelineOf(person: string): Promise<string[]> {
  const found = await home.runtime.parts.system.store.query({ index: 'accountTimelineInOrder', parent: person, equal: {}, limit: 100 });
  return found.flatMap(({ document }) => document.facts.map(({ fact }) => fact));
}

const versionOf = async (person: string): Promise<number> =>
  (await home.runtime.parts.system.store.get({ collection: 'accounts', id: person }))?.state.version ?? 0;

describe('signing in by mail', () => {
  test('W3 the link signs in the browser that asked, by a press, once; the session is listed, and ends', async () => {
    const jar = browser();
    await asks(jar, 'ANA@example.org ');
    expect((await jar.get('/sign-in/wait')).text).toContain('Look into your mail');
    const link = linkIn(await next('ana@example.org', 'your link to sign in'));
    const opened = await jar.get(link);
    expect([opened.status, opened.text]).toEqual([200, expect.stringContaining('Sign in as Ana Admin')]);
    const asked = jar.cookie();
    const pressed = await jar.post(link);
    expect([pressed.status, pressed.to]).toEqual([303, '/account']);
    expect(pressed.headers.get('set-cookie')).toMatch(/^__session=s\.ana\.1\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/);
    expect(jar.cookie()).not.toBe(asked);
    const account = await jar.get('/account');
    expect([account.status, account.text]).toEqual([200, expect.stringContaining('Firefox on Linux')]);
    expect((await jar.get(link)).status).toBe(410);
    const out = await jar.post('/sign-out', { _form: proofIn(account.text) });
    expect(out.headers.get('set-cookie')).toMatch(/^__session=; .*Max-Age=0$/);
    expect((await jar.get('/account')).to).toBe('/sign-in?to=/account');
    expect(await timelineOf('ana')).toEqual(['account_known', 'sign_in_asked', 'signed_in', 'session_ended']);
  });

  test('W3 in another browser it signs nobody in, however often it is opened, and shows a code for the window that waits', async () => {
    const [desk, phone] = [browser(), browser('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605.1')];
    await asks(desk, 'ben@example.org');
    const link = linkIn(await next('ben@example.org', 'your link to sign in'));
    const before = await versionOf('ben');
    for (let n = 0; n < 5; n += 1) {
      const scanner = browser('scanner');
      for (const seen of [
        await scanner.get(link),
        await scanner.get(link, 'HEAD'),
        await scanner.post(link),
        await scanner.post(link, { follow: 'true' }),
      ])
        expect([seen.status, seen.headers.get('set-cookie')]).toEqual([200, null]);
    }
    expect(await versionOf('ben')).toBe(before);
    const shown = await phone.get(link);
    const code = /<strong class="mono">([a-z2-9]{8})<\/strong>/.exec(shown.text)?.[1] ?? '';
    expect(code).toHaveLength(8);
    expect((await phone.post('/sign-in/code', { code })).status).toBe(410);
    expect((await desk.post('/sign-in/code', { code: 'zzzzzzzz' })).status).toBe(403);
    const typed = await desk.post('/sign-in/code', { code: ` ${code.slice(0, 4).toUpperCase()}-${code.slice(4)} ` });
    expect([typed.status, typed.to]).toEqual([303, '/account']);
    expect((await desk.get('/account')).text).toContain('Ben Admin');
    expect((await phone.get('/account')).status).toBe(303);
    expect(await timelineOf('ben')).toEqual(['account_known', 'sign_in_asked', 'sign_in_failed', 'signed_in']);
  });

  test('W3 five wrong codes end it, the right one then too; the words are those of an address that nobody has', async () => {
    const [known, unknown] = [browser(), browser()];
    await asks(known, 'tess@example.org');
    await asks(unknown, 'nobody@example.org');
    const link = linkIn(await next('tess@example.org', 'your link to sign in'));
    const code = /<strong class="mono">([a-z2-9]{8})<\/strong>/.exec((await browser().get(link)).text)?.[1] ?? '';
    for (let n = 0; n < 6; n += 1) {
      const [mine, theirs] = [
        await known.post('/sign-in/code', { code: 'zzzzzzzz' }),
        await unknown.post('/sign-in/code', { code: 'zzzzzzzz' }),
      ];
      expect([mine.status, mine.text]).toEqual([403, theirs.text]);
    }
    expect((await known.post('/sign-in/code', { code })).status).toBe(403);
    expect((await known.post(link)).status).toBe(410);
  });

  test('W3 an address that nobody has gets the same answer, the same kind of cookie and no mail', async () => {
    const took = async (email: string): Promise<[number, number]> => {
      const jar = browser();
      const began = performance.now();
      await asks(jar, email);
      return [performance.now() - began, jar.cookie()?.length ?? 0];
    };
    const [known, unknown] = [await took('rita@example.org'), await took('ruth@example.org')];
    // Both wait longer than either needs: which of them had more to do is lost in it.
    for (const [took] of [known, unknown]) expect(took).toBeGreaterThan(450);
    expect(known[1]).toBe(unknown[1]);
    await next('rita@example.org', 'your link to sign in');
    expect((await home.client.mails()).filter(({ to }) => to.includes('ruth@') || to.includes('nobody@'))).toEqual([]);
    expect((await browser().post('/sign-in/mail', { email: 'not an address' })).status).toBe(422);
  });

  test('W3 the fourth mail in fifteen minutes is not sent, and nobody is told so', async () => {
    for (let n = 0; n < 4; n += 1) await asks(browser(), 'rita@example.org');
    for (let n = 0; n < 2; n += 1) await next('rita@example.org', 'your link to sign in');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await home.client.mails()).filter(({ to }) => to.includes('rita@'))).toHaveLength(3);
  });

  test('W3 nothing secret is kept: neither token nor code nor session stands in the store', async () => {
    const { store } = home.runtime.parts.system;
    const kept = JSON.stringify([
      await store.query({ index: 'accountsInOrder', equal: {}, limit: 100 }),
      await store.query({ index: 'accountTimelineInOrder', parent: 'ben', equal: {}, limit: 100 }),
    ]);
    const mails = (await home.client.mails()).filter(({ text }) => text.includes('/sign-in/mail/'));
    expect(mails.length).toBeGreaterThan(3);
    for (const mail of mails) expect(kept).not.toContain(linkIn(mail).split('.').at(-1));
  });
});
