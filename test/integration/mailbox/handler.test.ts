import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSmtpMailer } from '#platform/smtp-mailer.ts';
import { createMailboxHandler, type MailboxResponse } from '#infra/embedded/mailbox/handler.ts';
import { openMailbox, type Mailbox } from '#infra/embedded/mailbox/mailbox.ts';
import { sampleMail } from '../mail/sample-mail.ts';

const evil = '<script>alert(1)</script>"\'&';
let folder: string;
let mailbox: Mailbox;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailbox-pages-'));
  mailbox = await openMailbox({ folder });
  const mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${mailbox.port}` });
  await mailer.deliver(sampleMail({ subject: 'for Ada' }));
  await mailer.deliver(sampleMail({ subject: 'for Bob', to: { name: 'Bob', address: 'bob@example.org' } }));
  await mailer.deliver(
    sampleMail({
      subject: evil,
      from: { name: evil, address: 'rehearsal@example.org' },
      text: `see (https://a.example/x?a=1&b=2). ${evil}`,
      html: `<p title="${evil}">x</p>`,
    }),
  );
  mailer.close();
});
afterAll(async () => {
  await mailbox.close();
  await rm(folder, { recursive: true, force: true });
});

function ask(url: string, method = 'GET'): MailboxResponse {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  return createMailboxHandler(mailbox)({ method, path: pathname, query: searchParams });
}
const asked = (url: string): unknown => JSON.parse(ask(url).body);
const newest = (): string => mailbox.list()[0]?.id ?? '';

describe('E1 the mailbox over HTTP', () => {
  test('E1 the list shows every mail, newest first, as text only', () => {
    const { status, headers, body } = ask('/mailbox');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body.indexOf('for Bob')).toBeLessThan(body.indexOf('for Ada'));
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
    expect(body).not.toContain('<script');
  });

  test('E1 ?to= leaves the mails to one recipient, on the page and in JSON', () => {
    expect(ask('/mailbox?to=BOB@example.org').body).toContain('for Bob');
    expect(ask('/mailbox?to=BOB@example.org').body).not.toContain('for Ada');
    expect(ask('/mailbox?to=nobody').body).toContain('No mails yet');
    expect(ask(`/mailbox?to=${encodeURIComponent(evil)}`).body).not.toContain('<script');
    expect(asked('/mailbox/messages?to=bob@example.org')).toMatchObject([{ to: 'bob@example.org', subject: 'for Bob' }]);
  });

  test('E1 JSON has id, from, to, subject, date, headers, text and html', () => {
    const message = {
      id: expect.any(String),
      from: 'rehearsal@example.org',
      to: 'ada@example.org',
      subject: 'for Ada',
      date: expect.stringMatching(/^\d{4}-.*Z$/),
      headers: { 'message-id': '<k7m2.3.ada@rehearsal.example.org>' },
      text: expect.stringContaining('Accept: '),
      html: expect.stringContaining('<p>'),
    };
    const list = asked('/mailbox/messages');
    expect(list).toMatchObject([{ subject: evil }, { subject: 'for Bob' }, message]);
    expect(asked(`/mailbox/messages/${mailbox.list()[2]?.id}`)).toMatchObject(message);
  });

  test('E1 the list goes on behind a mail', () => {
    expect(asked(`/mailbox/messages?before=${newest()}`)).toMatchObject([{ subject: 'for Bob' }, { subject: 'for Ada' }]);
    expect(ask('/mailbox/messages').headers['x-total-count']).toBe('3');
    expect(asked('/mailbox/messages?limit=1')).toMatchObject([{ subject: evil }]);
    expect(ask('/mailbox/messages?limit=0')).toMatchObject({ headers: { 'x-total-count': '3' }, body: '[]' });
    expect(asked('/mailbox/messages?limit=-1')).toHaveLength(3);
  });

  test('E1 the view shows the text with links, and the HTML part only inside a sandbox without scripts', () => {
    const { headers, body } = ask(`/mailbox/messages/${newest()}/view`);
    expect(body).toContain('(<a href="https://a.example/x?a=1&amp;b=2">https://a.example/x?a=1&amp;b=2</a>). &lt;script');
    expect(body).toContain(
      'sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" srcdoc="&lt;base target=&quot;_top&quot;&gt;&lt;p title=',
    );
    expect(body).not.toContain('<script');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('script-src');
  });

  test.each([
    '/mailbox/messages/nothing',
    '/mailbox/messages/../../etc/passwd',
    '/mailbox/messages/%2e%2e',
    '/mailbox/other',
    '/mailbox/messages/x/view',
  ])('E1 %s is not found', (url) => {
    expect(createMailboxHandler(mailbox)({ method: 'GET', path: url, query: new URLSearchParams() }).status).toBe(404);
  });

  test('E1 HEAD has no body and nothing but reading is allowed', () => {
    expect(ask('/mailbox', 'HEAD')).toMatchObject({ status: 200, body: '' });
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect(ask('/mailbox', method)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });
});
