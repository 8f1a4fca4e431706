import { createTransport, type SendMailOptions } from 'nodemailer';
import { SECOND, type Duration } from '#kernel/time.ts';
import type { Delivery } from '#contexts/telling/ports/channel.ts';
import type { Mailer, OutgoingMail } from '#contexts/telling/ports/mailer.ts';
import { faultOf, oneLine } from './smtp-checks.ts';
import { outcomeOfError, safeResponse } from './smtp-outcome.ts';

export interface SmtpMailerOptions {
  /** `smtp://[user:password@]host[:port]`, or `smtps://…`. */
  url: string;
  /** Connections kept open and used in turn, at most. */
  connections?: number;
  /** For reaching the server, for any one of its answers, and for one mail in all (waiting for a connection included). */
  timeouts?: { connect?: Duration; answer?: Duration; total?: Duration };
}

export interface SmtpMailer extends Mailer {
  /** Lets go of idle connections; mails under way are finished first. */
  close(): void;
}

/** Throws when the URL is not one of a mail server. */
export function createSmtpMailer(options: SmtpMailerOptions): SmtpMailer {
  const total = options.timeouts?.total ?? 45 * SECOND;
  const transport = openPool(options);
  // The signal is the one object of ours that comes back in the transport's hook, so it names the attempt there.
  const textSent = new WeakSet<AbortSignal>();
  transport.use('stream', (mail, done) => {
    const { signal } = mail.data;
    mail.message.processFunc((text) => {
      // `end` comes when the last byte was taken, just before the closing dot is written: from here on nobody can know.
      text.once('end', () => signal && textSent.add(signal));
      return text;
    });
    done();
  });

  return {
    close: () => transport.close(),
    async deliver(mail): Promise<Delivery> {
      const fault = faultOf(mail);
      if (fault !== undefined) return { state: 'rejected', response: safeResponse(`not sent: ${fault}`), permanent: true };
      const signal = AbortSignal.timeout(total);
      try {
        const { response } = await transport.sendMail({ ...messageOf(mail), signal });
        return { state: 'accepted', response: safeResponse(response ?? '') };
      } catch (error) {
        return outcomeOfError(error, textSent.has(signal));
      }
    },
  };
}

function openPool({ url, connections = 4, timeouts = {} }: SmtpMailerOptions): ReturnType<typeof createPool> {
  const { protocol, hostname, username } = new URL(url);
  if (!['smtp:', 'smtps:'].includes(protocol) || hostname === '')
    throw new TypeError('the mail server must be given as smtp://host:port or smtps://host:port');
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return createPool({
    url,
    maxConnections: connections,
    connectionTimeout: timeouts.connect ?? 10 * SECOND,
    greetingTimeout: timeouts.connect ?? 10 * SECOND,
    socketTimeout: timeouts.answer ?? 30 * SECOND,
    // A password never crosses a network in the clear.
    requireTLS: protocol === 'smtp:' && username !== '' && !isLocal,
  });
}

function createPool(options: {
  url: string;
  maxConnections: number;
  connectionTimeout: Duration;
  greetingTimeout: Duration;
  socketTimeout: Duration;
  requireTLS: boolean;
}) {
  return createTransport({
    pool: true,
    // The pool would send a mail again by itself when a connection closes. Whether to send again is the caller's decision.
    maxRequeues: 0,
    idleTimeout: 30 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...options,
  });
}

function messageOf(mail: OutgoingMail): SendMailOptions {
  return {
    envelope: { from: mail.from.address, to: [mail.to.address] },
    messageId: mail.messageId,
    from: { name: oneLine(mail.from.name), address: mail.from.address },
    to: { name: oneLine(mail.to.name), address: mail.to.address },
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    // Keeps every line short on the wire and readable in a stored copy, and the text as it was.
    encoding: 'quoted-printable',
    xMailer: false,
    headers: { ...mail.headers },
    ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo }),
    ...(mail.references === undefined ? {} : { references: [...mail.references] }),
  };
}
