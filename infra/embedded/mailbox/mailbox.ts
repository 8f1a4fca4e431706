import { openFolder } from './folder.ts';
import { createIds } from './ids.ts';
import { summaryOf, withEnvelope, type Envelope, type MailSummary, type StoredMail } from './message.ts';
import { openSmtpDoor } from './smtp.ts';

export interface MailboxOptions {
  /** Made when it is not there. One mailbox at a time may have it open. */
  folder: string;
  /** SMTP port on loopback; any free one when left out. */
  port?: number;
  now?: () => number;
}

/**
 * The mailbox at home (E1): takes every mail over SMTP and keeps it. A mail that was answered 250 is there after any kill;
 * one whose answer was lost may be there too. Memory holds summaries only.
 */
export interface Mailbox {
  port: number;
  /** Newest first. */
  list(): MailSummary[];
  get(id: string): StoredMail | undefined;
  /** Called once for each mail, after it is durable. Returns what ends it. */
  onReceived(listener: (mail: MailSummary) => void): () => void;
  close(): Promise<void>;
}

export async function openMailbox({ folder, port = 0, now = Date.now }: MailboxOptions): Promise<Mailbox> {
  const files = await openFolder(folder);
  const summaries = new Map(files.found.map((mail) => [mail.id, mail]));
  const nextId = createIds(files.found.at(-1)?.id, now);
  const listeners = new Set<(mail: MailSummary) => void>();

  async function keep(envelope: Envelope, text: Buffer): Promise<string> {
    const id = nextId();
    const summary = summaryOf(await files.keep(id, new Date(now()), withEnvelope(envelope, text)));
    summaries.set(id, summary);
    // After the answer: a listener's trouble must not turn a kept mail into a refused one.
    setImmediate(() => listeners.forEach((listener) => listener(summary)));
    return `kept as ${id}`;
  }

  const door = await openSmtpDoor(port, keep);
  return {
    port: door.port,
    // Mails that arrive at once may be kept in another order than they were numbered.
    list: () => [...summaries.values()].sort((left, right) => (left.id < right.id ? 1 : -1)),
    get: (id) => (summaries.has(id) ? files.read(id) : undefined),
    onReceived(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => door.close(),
  };
}
