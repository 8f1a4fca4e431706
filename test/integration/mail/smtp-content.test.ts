import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import PostalMime, { type Email } from 'postal-mime';
import { createSmtpMailer, type SmtpMailer } from '#platform/smtp-mailer.ts';
import type { OutgoingMail } from '#contexts/telling/ports/mailer.ts';
import { startSmtp, type TestSmtp } from '#test/support/smtp.ts';
import { sampleMail } from './sample-mail.ts';

let server: TestSmtp;
let mailer: SmtpMailer;
beforeAll(async () => {
  server = await startSmtp();
  mailer = createSmtpMailer({ url: server.url });
});
afterAll(async () => {
  mailer.close();
  await server.close();
});

async function arrived(over: Partial<OutgoingMail>): Promise<{ email: Email; raw: string; to: string[] }> {
  server.mails.length = 0;
  expect(await mailer.deliver(sampleMail(over))).toMatchObject({ state: 'accepted' });
  const [mail, ...others] = server.mails;
  if (mail === undefined || others.length > 0) throw new Error('expected exactly one mail');
  return { email: await PostalMime.parse(mail.raw), raw: mail.raw.toString('latin1'), to: mail.to };
}

/** The reader counts the line break in front of a boundary as part of the text; it is not. */
const bodyOf = (part: string | undefined): string => (part ?? '').replace(/\n$/, '');

/** Header names of the outer header block, lower case, in order. */
const headerNames = (raw: string): string[] =>
  [...raw.slice(0, raw.indexOf('\r\n\r\n')).matchAll(/^([A-Za-z-]+):/gm)].map(([, name]) => (name ?? '').toLowerCase());

describe('N1 what arrives', () => {
  test('N1 Message-ID and threading are as given, and nothing names the program', async () => {
    const { email, raw } = await arrived({
      inReplyTo: '<a@r>',
      references: ['<root@r>', '<a@r>'],
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    expect(email).toMatchObject({ messageId: '<k7m2.3.ada@rehearsal.example.org>', inReplyTo: '<a@r>', references: '<root@r> <a@r>' });
    expect(headerNames(raw)).toContain('auto-submitted');
    expect(raw).not.toMatch(/x-mailer|nodemailer/i);
  });

  test.each([
    ['long lines', `Accept: https://example.org/${'x'.repeat(5_000)}\n`],
    ['leading dots', '.\n..\n.hidden\n...\nend\n'],
    ['a lone dot at the start', '.\r\n'],
    ['other scripts', 'Ünïcödé, 日本語, עברית, 🎭\n'],
    ['trailing spaces and equals signs', 'a = b =3D \nFrom here\n  \ttabs\t\n'],
    ['a confirmation line', 'Confirmation code: 123456\n'],
  ])('N1 %s arrive intact', async (_name, text) => {
    const html = `<pre>${text}</pre>\n`;
    const { email, raw } = await arrived({ text, html });
    expect(bodyOf(email.text)).toBe(text.replaceAll('\r\n', '\n'));
    expect(bodyOf(email.html)).toBe(html.replaceAll('\r\n', '\n'));
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(1_000);
  });

  test('N1 any text arrives intact', async () => {
    const lines = fc.array(
      fc.string({ unit: 'grapheme', maxLength: 60 }).map((line) => line.replace(/[\p{Cc}\u2028\u2029]/gu, '?').toWellFormed()),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(lines, async (all) => {
        const text = `${all.join('\n')}.\n`;
        expect(bodyOf((await arrived({ text })).email.text)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});

describe('X2 hostile subjects and names', () => {
  const hostile = [
    'x\r\nBcc: eve@example.org',
    'x\nBcc: eve@example.org',
    'x\rBcc: eve@example.org',
    'x\u2028Bcc: eve@example.org',
    'x\r\n\r\n<html>',
    'x\0y',
    '"quoted", <eve@example.org>, (note)',
    'a, b; c:',
    '=?utf-8?q?Bcc=3A?=',
    'Ünïcödé 日本語',
    '\u202egpj.exe',
    'שלום עולם',
    'long '.repeat(400),
    '\ud800 lone',
  ];
  test.each(hostile)('X2 hostile text %# adds no header and no recipient', async (text) => {
    const plain = headerNames((await arrived({})).raw);
    const { email, raw, to } = await arrived({
      subject: text,
      to: { name: text, address: 'ada@example.org' },
      from: { name: text, address: 'rehearsal@example.org' },
    });
    expect(headerNames(raw)).toEqual(plain);
    expect(to).toEqual(['ada@example.org']);
    expect(email.to).toMatchObject([{ address: 'ada@example.org' }]);
    expect(email.from).toMatchObject({ address: 'rehearsal@example.org' });
    expect(email.subject).not.toMatch(/[\r\n\0\u202e\u2028]/);
  });

  test('X2 a decent name and subject arrive as they were', async () => {
    const { email } = await arrived({
      subject: 'Grüße, "k7m2" – שלום',
      to: { name: 'Łukasz "Lu" O’Neil, jr.', address: 'ada@example.org' },
    });
    expect(email.subject).toBe('Grüße, "k7m2" – שלום');
    expect(email.to).toEqual([{ name: 'Łukasz "Lu" O’Neil, jr.', address: 'ada@example.org' }]);
  });

  test.each([
    'a@b, c@d',
    'a@example.org, c@example.org',
    '"a"@b',
    '<script>',
    'a@b\r\nRCPT TO:<eve@example.org>',
    'a@example.org\nBcc: x',
    '',
    '@',
    'a@',
    '@b',
    'Ada <ada@example.org>',
    'a@example.org ',
    'a b@example.org',
    'a@example.org\0',
    '<a@example.org>',
    'a@b@example.org',
    'a@example.org> SIZE=1',
  ])('N1 the address %j is never tried', async (address) => {
    server.mails.length = 0;
    expect(await mailer.deliver(sampleMail({ to: { name: 'x', address } }))).toMatchObject({ state: 'rejected', permanent: true });
    expect(await mailer.deliver(sampleMail({ from: { name: 'x', address } }))).toMatchObject({ state: 'rejected', permanent: true });
    expect(server.mails).toEqual([]);
  });

  test.each<[string, Partial<OutgoingMail>]>([
    ['a Message-ID with a line break', { messageId: '<a@b>\r\nBcc: x' }],
    ['a Message-ID without brackets', { messageId: 'a@b' }],
    ['a hostile reference', { references: ['<a@b>', 'x\r\nBcc: y'] }],
    ['a Bcc header', { headers: { Bcc: 'eve@example.org' } }],
    ['a header with a line break', { headers: { 'X-Ok': 'a\r\nBcc: eve@example.org' } }],
    ['a header name with a colon', { headers: { 'X: y\r\nBcc': 'eve@example.org' } }],
  ])('N1 %s is refused before the server is asked', async (_name, over) => {
    server.mails.length = 0;
    expect(await mailer.deliver(sampleMail(over))).toMatchObject({ state: 'rejected', permanent: true });
    expect(server.mails).toEqual([]);
  });

  test('X2 a text that looks like a file or an address is sent as text', async () => {
    const { email } = await arrived({ text: '/etc/passwd\n', html: 'file:///etc/passwd\n' });
    expect([bodyOf(email.text), bodyOf(email.html)]).toEqual(['/etc/passwd\n', 'file:///etc/passwd\n']);
  });
});
