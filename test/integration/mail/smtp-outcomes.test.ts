import { afterEach, describe, expect, test } from '@jest/globals';
import { createSmtpMailer, type SmtpMailer, type SmtpMailerOptions } from '#platform/smtp-mailer.ts';
import type { Delivery } from '#contexts/telling/ports/channel.ts';
import { startScriptedSmtp, startSmtp, type Script, type TestSmtp } from '#test/support/smtp.ts';
import { sampleMail } from './sample-mail.ts';

const opened: (SmtpMailer | TestSmtp)[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

function mailerFor(url: string, timeouts: SmtpMailerOptions['timeouts'] = {}): SmtpMailer {
  const mailer = createSmtpMailer({ url, timeouts });
  opened.push(mailer);
  return mailer;
}

async function outcomeOf(script: Script, timeouts: SmtpMailerOptions['timeouts'] = {}): Promise<Delivery> {
  const server = await startScriptedSmtp(script);
  opened.push(server);
  return mailerFor(server.url, timeouts).deliver(sampleMail());
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

describe('N1 the outcome says what is known', () => {
  test('N1 a mail that the server took is accepted', async () => {
    const server = await startSmtp();
    opened.push(server);
    expect(await mailerFor(server.url).deliver(sampleMail())).toEqual({ state: 'accepted', response: '250 kept' });
    expect(server.mails).toMatchObject([{ from: 'rehearsal@example.org', to: ['ada@example.org'] }]);
  });

  test('N1 550 for the recipient is a permanent rejection, and the address stays out of the response', async () => {
    const server = await startSmtp({ onRcptTo: (to, _session, done) => done(refusal(550, `no mailbox <${to.address}>`)) });
    opened.push(server);
    expect(await mailerFor(server.url).deliver(sampleMail())).toEqual({
      state: 'rejected',
      response: '550 no mailbox <(address)>',
      permanent: true,
    });
  });

  test.each([
    ['450 for the recipient', { commands: { RCPT: { say: '450 greylisted' } } }, false],
    ['451 for the sender', { commands: { MAIL: { say: '451 later' } } }, false],
    ['452 after the text', { afterText: { say: '452 disk full' } }, false],
    ['552 after the text', { afterText: { say: '552 too big' } }, true],
    ['554 in the middle of the text', { duringText: { say: '554 no more' } }, true],
    ['421 after the text', { afterText: { say: '421 going down' } }, false],
    ['554 as a greeting', { greeting: { say: '554 go away' } }, false],
    ['an answer that is not SMTP', { greeting: { say: 'HTTP/1.1 400 Bad Request' } }, false],
  ] satisfies [string, Script, boolean][])('N1 %s is a rejection', async (_name, script, permanent) => {
    expect(await outcomeOf(script, { answer: 2_000 })).toMatchObject({ state: 'rejected', permanent });
  });

  test.each([
    ['at the greeting', { greeting: 'cut' }],
    ['at EHLO', { commands: { EHLO: 'cut', HELO: 'cut' } }],
    ['at the recipient', { commands: { RCPT: 'cut' } }],
    ['at DATA', { commands: { DATA: 'cut' } }],
  ] satisfies [string, Script][])('N1 a connection that is lost %s has sent nothing: rejected, safe to retry', async (_name, script) => {
    expect(await outcomeOf(script)).toMatchObject({ state: 'rejected', permanent: false });
  });

  test('N1 a connection that is lost in the middle of the text has delivered nothing', async () => {
    const server = await startScriptedSmtp({ duringText: 'cut' });
    opened.push(server);
    const long = sampleMail({ html: `<p>${'long text '.repeat(500_000)}</p>` });
    expect(await mailerFor(server.url).deliver(long)).toMatchObject({ state: 'rejected', permanent: false });
  });

  test('N1 a connection that is lost right after the text is unknown', async () => {
    expect(await outcomeOf({ afterText: 'cut' })).toMatchObject({ state: 'unknown' });
  });

  test('N1 a server that is silent after the text is unknown, before it rejected', async () => {
    expect(await outcomeOf({ afterText: 'silence' }, { answer: 200 })).toMatchObject({ state: 'unknown' });
    expect(await outcomeOf({ afterText: 'silence' }, { total: 500 })).toMatchObject({ state: 'unknown' });
    expect(await outcomeOf({ commands: { RCPT: 'silence' } }, { answer: 200 })).toMatchObject({ state: 'rejected', permanent: false });
    expect(await outcomeOf({ greeting: 'silence' }, { connect: 200 })).toMatchObject({ state: 'rejected', permanent: false });
    expect(await outcomeOf({ greeting: 'silence' }, { total: 200 })).toMatchObject({ state: 'rejected', permanent: false });
  });

  test('N1 a refused connection has sent nothing: rejected, safe to retry', async () => {
    const server = await startScriptedSmtp({});
    await server.close();
    expect(await mailerFor(server.url).deliver(sampleMail())).toMatchObject({
      state: 'rejected',
      permanent: false,
      response: expect.stringContaining('ESOCKET'),
    });
  });

  test('N1 a mail is given to the server once, however the connection ends', async () => {
    let transactions = 0;
    const server = await startSmtp({
      onData(stream, session, done) {
        transactions += 1;
        stream.on('end', () => done(refusal(421, `closing ${session.id}`))).resume();
      },
    });
    opened.push(server);
    const mailer = mailerFor(server.url);
    for (const _ of [1, 2, 3]) expect(await mailer.deliver(sampleMail())).toMatchObject({ state: 'rejected', permanent: false });
    expect(transactions).toBe(3);
  });

  test('N1 the mailer tries once: trying again is left to the caller', async () => {
    for (const where of [{ greeting: 'cut' }, { commands: { DATA: 'cut' } }, { afterText: 'cut' }] satisfies Script[]) {
      let connections = 0;
      await outcomeOf({ ...where, onConnection: () => (connections += 1) });
      expect(connections).toBe(1);
    }
  });

  test('N1 a connection that the server closed while it was idle is replaced', async () => {
    let closed: () => void = () => {};
    const gone = new Promise<void>((resolve) => (closed = resolve));
    const server = await startSmtp({ socketTimeout: 1_000, onClose: () => closed() });
    opened.push(server);
    const mailer = mailerFor(server.url);
    await mailer.deliver(sampleMail());
    await gone;
    // One turn more, for the end of the connection to be heard at this side.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await mailer.deliver(sampleMail())).toMatchObject({ state: 'accepted' });
  });

  test('N1 after an unknown outcome the same mailer goes on with the next mail', async () => {
    let first = true;
    const server = await startSmtp({
      onData(stream, _session, done) {
        stream.on('end', () => (first ? undefined : done(null, 'kept'))).resume();
      },
    });
    opened.push(server);
    const mailer = mailerFor(server.url, { answer: 300 });
    expect(await mailer.deliver(sampleMail())).toMatchObject({ state: 'unknown' });
    first = false;
    expect(await mailer.deliver(sampleMail())).toMatchObject({ state: 'accepted' });
  });

  test('N1 many mails at once all arrive, each once', async () => {
    const server = await startSmtp();
    opened.push(server);
    const mailer = mailerFor(server.url);
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, n) => mailer.deliver(sampleMail({ messageId: `<n${n}@rehearsal>` }))),
    );
    expect(outcomes.every(({ state }) => state === 'accepted')).toBe(true);
    const ids = server.mails.map(({ raw }) => /^Message-ID: <(n\d+)@/im.exec(raw.toString())?.[1]);
    expect(new Set(ids).size).toBe(60);
    expect(ids).toHaveLength(60);
  });

  test('X3 a URL that is no mail server stops the start', () => {
    expect(() => createSmtpMailer({ url: 'http://127.0.0.1' })).toThrow('smtp://');
    expect(() => createSmtpMailer({ url: 'nonsense' })).toThrow();
  });
});
