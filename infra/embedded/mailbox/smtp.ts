import { once } from 'node:events';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Envelope } from './message.ts';

/** Largest mail taken, in bytes. */
const MAX_MAIL = 1024 * 1024;

export interface SmtpDoor {
  port: number;
  /** Stops taking mails; those under way have a second to finish. */
  close(): Promise<void>;
}

/** Listens on loopback only. `keep` resolves, with words for the answer, when the mail is durable; only then the sender is told 250. */
export async function openSmtpDoor(port: number, keep: (envelope: Envelope, text: Buffer) => Promise<string>): Promise<SmtpDoor> {
  const server = new SMTPServer({
    name: 'mailbox',
    banner: 'Rehearsal mailbox',
    size: MAX_MAIL,
    rejectOversized: true,
    maxRecipients: 20,
    maxClients: 50,
    closeTimeout: 1_000,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData(stream, session, callback) {
      receive(stream, session, keep).then(
        (answer) => callback(null, answer),
        () => callback(notKept()),
      );
    },
  });
  // A broken connection is the sender's affair: it was not told 250. A port that is taken rejects below.
  server.on('error', () => {});
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the mailbox has no port');
  return { port: address.port, close: () => new Promise((resolve) => server.close(resolve)) };
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  keep: (envelope: Envelope, text: Buffer) => Promise<string>,
): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (!stream.sizeExceeded) chunks.push(chunk);
  }
  if (stream.sizeExceeded) return 'too long';
  const { mailFrom, rcptTo } = session.envelope;
  const from = mailFrom === false ? '' : mailFrom.address;
  return keep({ from, to: rcptTo.map(({ address }) => address) }, Buffer.concat(chunks));
}

function notKept(): Error {
  return Object.assign(new Error('the mail could not be kept, try again'), { responseCode: 451 });
}
