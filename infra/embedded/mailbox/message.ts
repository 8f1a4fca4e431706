import PostalMime, { type Address, type Email } from 'postal-mime';

/** What the list shows and memory holds of a mail. Times are ISO 8601. */
export interface MailSummary {
  id: string;
  /** Bare addresses; several are separated by `, `. `to` is whom the server was told to deliver to. */
  from: string;
  to: string;
  subject: string;
  /** From the mail's Date header; the time of receipt when it has none that can be read. */
  date: string;
}

export interface StoredMail extends MailSummary {
  receivedAt: string;
  /** By lower-case name, unfolded but not decoded; a repeated header's values are on lines of their own. */
  headers: Record<string, string>;
  text: string;
  html: string;
}

export interface Envelope {
  from: string;
  to: readonly string[];
}

/** The stored raw mail begins with its envelope, as mail servers write it down. */
export function withEnvelope({ from, to }: Envelope, text: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`Return-Path: <${from}>\r\nDelivered-To: ${to.join(', ')}\r\n`), text]);
}

/** Everything is read from the stored raw mail, so that what is shown can always be made again from it. Never throws: a mail that cannot be read is shown as it came. */
export async function readMessage(id: string, receivedAt: Date, stored: Buffer): Promise<StoredMail> {
  const received = receivedAt.toISOString();
  const email = await parsed(stored);
  if (email === undefined) {
    const unreadable = { from: '', to: '', subject: '(this mail cannot be read)', date: received };
    return { id, ...unreadable, receivedAt: received, headers: {}, text: stored.toString('utf8'), html: '' };
  }
  return {
    id,
    from: addressesOf([email.from]) || (email.returnPath ?? ''),
    // The second line is ours; a mail may carry such headers of its own further down.
    to: email.headers[1]?.value ?? '',
    subject: email.subject ?? '',
    date: Number.isNaN(Date.parse(email.date ?? '')) ? received : new Date(email.date ?? '').toISOString(),
    receivedAt: received,
    headers: headersOf(email),
    text: email.text ?? '',
    html: email.html ?? '',
  };
}

export function summaryOf({ id, from, to, subject, date }: StoredMail): MailSummary {
  return { id, from, to, subject, date };
}

async function parsed(stored: Buffer): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(stored, { maxNestingDepth: 20 });
  } catch {
    return undefined;
  }
}

function addressesOf(list: readonly (Address | undefined)[]): string {
  return list.flatMap((one) => one?.address ?? one?.group?.map((member) => member.address) ?? []).join(', ');
}

function headersOf(email: Email): Record<string, string> {
  const found = new Map<string, string>();
  for (const { key, value } of email.headers) found.set(key, found.has(key) ? `${found.get(key)}\n${value}` : value);
  return Object.fromEntries(found);
}
