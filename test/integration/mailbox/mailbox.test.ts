import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { once } from 'node:events';
import { createSmtpMailer, type SmtpMailer } from '#platform/smtp-mailer.ts';
import { openMailbox, type Mailbox } from '#infra/embedded/mailbox/mailbox.ts';
import { createIds, isMailId } from '#infra/embedded/mailbox/ids.ts';
import { sampleMail } from '../mail/sample-mail.ts';

let folder: string;
let mailbox: Mailbox;
let mailer: SmtpMailer;

async function open(): Promise<void> {
  mailbox = await openMailbox({ folder });
  mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${mailbox.port}` });
}
async function close(): Promise<void> {
  mailer.close();
  await mailbox.close();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
  await open();
});
afterEach(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

const idOf = (): string => mailbox.list()[0]?.id ?? '';

describe('E1 the mailbox at home', () => {
  test('E1 a mail is there, whole, as soon as it is accepted', async () => {
    expect(await mailer.deliver(sampleMail({ subject: 'Grüße', headers: { 'Auto-Submitted': 'auto-generated' } }))).toMatchObject({
      state: 'accepted',
    });
    expect(mailbox.list()).toMatchObject([{ from: 'rehearsal@example.org', to: 'ada@example.org', subject: 'Grüße' }]);
    expect(mailbox.get(idOf())).toMatchObject({
      headers: { 'message-id': '<k7m2.3.ada@rehearsal.example.org>', 'auto-submitted': 'auto-generated' },
      text: expect.stringContaining('Accept: https://rehearsal.example.org/links/x\n'),
      html: expect.stringContaining('<p>Please review</p>'),
    });
    expect((await readdir(folder)).toSorted()).toEqual([`${idOf()}.eml`, `${idOf()}.json`]);
  });

  test('E1 listeners hear of each mail once, until they stop', async () => {
    const heard: string[] = [];
    const stop = mailbox.onReceived(({ subject }) => heard.push(subject));
    await mailer.deliver(sampleMail({ subject: 'one' }));
    await mailer.deliver(sampleMail({ subject: 'two' }));
    stop();
    await mailer.deliver(sampleMail({ subject: 'three' }));
    expect(heard).toEqual(['one', 'two']);
  });

  test('E1 the list is newest first and the same after opening again', async () => {
    for (const subject of ['first', 'second', 'third']) await mailer.deliver(sampleMail({ subject }));
    const before = mailbox.list();
    expect(before.map(({ subject }) => subject)).toEqual(['third', 'second', 'first']);
    await close();
    await open();
    expect(mailbox.list()).toEqual(before);
    await mailer.deliver(sampleMail({ subject: 'fourth' }));
    expect(mailbox.list().map(({ subject }) => subject)).toEqual(['fourth', 'third', 'second', 'first']);
  });

  test('E1 what a kill leaves behind is put right: half files go, a missing .json is made again', async () => {
    await mailer.deliver(sampleMail({ subject: 'kept' }));
    const before = mailbox.get(idOf());
    await close();
    await rm(join(folder, `${before?.id}.json`));
    await writeFile(join(folder, `${before?.id}.json.tmp`), '{"half');
    await writeFile(join(folder, 'notes.txt'), 'somebody put this here');
    await open();
    const after = mailbox.get(idOf());
    expect({ ...after, receivedAt: '' }).toEqual({ ...before, receivedAt: '' });
    expect(await readdir(folder)).not.toContain(`${before?.id}.json.tmp`);
  });

  test('E1 a mail over 1 MiB is refused for good, one just under it is kept', async () => {
    const text = 'abcdefghi\n'.repeat(90_000);
    expect(await mailer.deliver(sampleMail({ text }))).toMatchObject({ state: 'accepted' });
    expect(await mailer.deliver(sampleMail({ text: text + text }))).toMatchObject({ state: 'rejected', permanent: true });
    expect(mailbox.list()).toHaveLength(1);
  });

  test('E1 mails of several senders at once are all kept under ids of their own', async () => {
    const others = Array.from({ length: 5 }, () => createSmtpMailer({ url: `smtp://127.0.0.1:${mailbox.port}` }));
    await Promise.all(others.flatMap((one, n) => Array.from({ length: 10 }, (_, m) => one.deliver(sampleMail({ subject: `${n}-${m}` })))));
    others.forEach((one) => one.close());
    expect(new Set(mailbox.list().map(({ subject }) => subject)).size).toBe(50);
    const ids = mailbox.list().map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted().toReversed());
  });

  test('E1 recipients are those the server was told, whatever the headers say', async () => {
    const answers = await talk(
      'MAIL FROM:<a@example.org>',
      'RCPT TO:<b@example.org>',
      'RCPT TO:<c@example.org>',
      'DATA',
      'Delivered-To: eve@example.org\r\nTo: other@example.org\r\nSubject: x\r\n\r\nhello\r\n.',
    );
    expect(answers.at(-1)).toMatch(/^250/);
    expect(mailbox.list()).toMatchObject([{ to: 'b@example.org, c@example.org', from: 'a@example.org', subject: 'x' }]);
  });

  test('E1 a mail that was cut off is not kept', async () => {
    const socket = connect(mailbox.port, '127.0.0.1');
    await once(socket, 'data');
    socket.write('EHLO x\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nSubject: half\r\n\r\nhal');
    await new Promise((resolve) => socket.on('data', (chunk: Buffer) => chunk.includes('354') && resolve(undefined)));
    socket.destroy();
    await mailer.deliver(sampleMail());
    expect(mailbox.list().map(({ subject }) => subject)).toEqual(['Please review k7m2']);
  });

  test('E1 a mail that cannot be read as MIME is kept and shown as it came', async () => {
    const deep = Array.from({ length: 40 }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}`).join('\r\n');
    const answers = await talk('MAIL FROM:<>', 'RCPT TO:<b@example.org>', 'DATA', `${deep}\r\n\r\nbottom\r\n.`);
    expect(answers.at(-1)).toMatch(/^250/);
    expect(mailbox.get(idOf())).toMatchObject({ text: expect.stringContaining('bottom') });
  });

  test('E1 a taken port is said at once', async () => {
    await expect(openMailbox({ folder: join(folder, 'other'), port: mailbox.port })).rejects.toThrow('EADDRINUSE');
  });

  test.each(['', '..', '../x', 'x', '000000000-0000-000000'])('E1 %j is no mail', (id) => {
    expect(mailbox.get(id)).toBeUndefined();
  });
});

test('E1 ids rise even when the clock goes back or the process starts again', () => {
  const times = [5_000, 5_000, 4_000, 6_000];
  const next = createIds(undefined, () => times.shift() ?? 1);
  const ids = [next(), next(), next(), next(), next()];
  const again = createIds(ids.at(-1), () => 2);
  ids.push(again(), again());
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(7);
  expect(ids.every(isMailId)).toBe(true);
});

/** Says the lines one after the other, each after the answer to the one before; gives the answers. */
async function talk(...lines: string[]): Promise<string[]> {
  const socket = connect(mailbox.port, '127.0.0.1');
  const answers: string[] = [];
  const next = async (): Promise<string> => String(await once(socket, 'data'));
  await next();
  for (const line of ['HELO x', ...lines]) {
    socket.write(`${line}\r\n`);
    answers.push(await next());
  }
  socket.destroy();
  return answers;
}
