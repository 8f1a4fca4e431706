import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

interface ReceivedMail {
  from: string;
  to: string[];
  raw: Buffer;
}

export interface TestSmtp {
  url: string;
  port: number;
  mails: ReceivedMail[];
  close(): Promise<void>;
}

/** A real mail server on a free port that keeps what it gets. */
export async function startSmtp(options: SMTPServerOptions = {}): Promise<TestSmtp> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map((to) => to.address), raw: Buffer.concat(chunks) });
        callback(null, 'kept');
      });
    },
    ...options,
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const port = portOf(server.server);
  return { url: `smtp://127.0.0.1:${port}`, port, mails, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** What a scripted server does instead of the usual answer: an own answer, silence, or cutting the line. */
type Step = { say: string } | 'silence' | 'cut';
export interface Script {
  /** Told of every connection. */
  onConnection?: () => void;
  greeting?: Step;
  /** By the first word of a command: `EHLO`, `MAIL`, `RCPT`, `DATA`. */
  commands?: Record<string, Step>;
  /** As soon as the first bytes of the text arrive. */
  duringText?: Step;
  /** After the closing dot. */
  afterText?: Step;
}

/** A mail server that misbehaves exactly where it is told to. */
export async function startScriptedSmtp(script: Script): Promise<TestSmtp> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    script.onConnection?.();
    converse(socket, script);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  async function close(): Promise<void> {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
  return { url: `smtp://127.0.0.1:${portOf(server)}`, port: portOf(server), mails: [], close };
}

const usual: Record<string, string> = {
  EHLO: '250 ready',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  QUIT: '221 bye',
  RSET: '250 ok',
};

function converse(socket: Socket, script: Script): void {
  let inText = false;
  let pending = '';
  function act(step: Step | undefined, answer: string): void {
    if (step === 'cut') socket.destroy();
    else if (step !== 'silence') socket.write(`${step === undefined ? answer : step.say}\r\n`);
  }
  socket.on('data', (chunk: Buffer) => {
    pending += chunk.toString('latin1');
    if (inText && script.duringText !== undefined) return act(script.duringText, '');
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      if (inText && line !== '.') continue;
      const word = inText ? '.' : line.slice(0, 4).toUpperCase();
      act(inText ? script.afterText : script.commands?.[word], inText ? '250 kept' : (usual[word] ?? '500 what?'));
      inText = word === 'DATA' && script.commands?.['DATA'] === undefined;
    }
  });
  act(script.greeting, '220 test');
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}
