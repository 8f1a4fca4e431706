import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { signWebhook } from '#doors/verify-signature.ts';

/** A mail as the mailbox gives it. */
export interface MailSeen {
  id: string;
  to: string;
  subject: string;
  text: string;
}

interface Submitted {
  status: number;
  body: {
    id: string;
    status: string;
    statusUrl: string;
    warnings: { path: string; message: string }[];
    problems?: { path: string; message: string }[];
  };
}

/** What the people of the story do, over HTTP and from the mailbox only. */
export interface Client {
  submit(form: unknown, webhookId?: string): Promise<Submitted>;
  /** Waits for a mail to this address whose subject has the words. Throws after `patience` milliseconds. */
  mail(to: string, ...words: string[]): Promise<MailSeen>;
  mails(): Promise<MailSeen[]>;
  /** Opens a link line of a mail, then submits its form with the code of the same mail. */
  follow(mail: MailSeen, label: string, fields?: Record<string, string>): Promise<{ before: string; status: number; after: string }>;
  get(pathOrUrl: string): Promise<{ status: number; text: string }>;
}

export interface ClientOptions {
  url: string;
  webhookSecret: string;
  /** X6. Opens the mailbox and the board; asked for each time where processes come and go. */
  operatorToken: string | (() => Promise<string>);
  /** Milliseconds. */
  patience: number;
  /** What gets no answer is sent again until `patience` is over, as people do with a page that does not load. */
  persistent?: boolean;
}

const AGAIN = 60;

interface Reply {
  status: number;
  text: string;
  headers: Headers;
}
type Send = (pathOrUrl: string, init: RequestInit) => Promise<Reply>;

export function createClient({ url, webhookSecret, operatorToken, patience, persistent = false }: ClientOptions): Client {
  const send = createSend(url, persistent ? patience : 0);
  async function get(pathOrUrl: string): Promise<Reply> {
    const token = typeof operatorToken === 'string' ? operatorToken : await operatorToken();
    return send(pathOrUrl, { redirect: 'manual', headers: { authorization: `Bearer ${token}` } });
  }
  const mails = createMailList(get);
  return {
    get,
    mails,
    submit: (form, webhookId = randomUUID()) => submit(send, webhookSecret, form, webhookId),
    async mail(to, ...words) {
      const end = Date.now() + patience;
      for (;;) {
        const found = (await mails()).find((mail) => mail.to.includes(to) && words.every((word) => mail.subject.includes(word)));
        if (found !== undefined) return found;
        if (Date.now() > end) throw new Error(`no mail to ${to} about "${words.join('", "')}" came within ${patience / 1000} s`);
        await sleep(AGAIN);
      }
    },
    async follow(mail, label, fields = {}) {
      const { pathname } = new URL(linkOf(mail, label));
      const before = await get(pathname);
      const { status, text } = await send(pathname, {
        method: 'POST',
        body: new URLSearchParams({ code: codeOf(mail), ...fields }),
        redirect: 'follow',
      });
      return { before: before.text, status, after: text };
    },
  };
}

/** All mails, newest first. Whoever asks again and again costs the mailbox a count, as long as nothing came; no mail ever goes from it. */
function createMailList(get: (path: string) => Promise<Reply>): () => Promise<MailSeen[]> {
  let seen: { total: string | null; mails: MailSeen[] } = { total: null, mails: [] };
  return async () => {
    const total = (await get('/mailbox/messages?limit=0')).headers.get('x-total-count');
    if (total !== null && total === seen.total) return seen.mails;
    const { text, headers } = await get('/mailbox/messages');
    const list: unknown = JSON.parse(text);
    seen = { total: headers.get('x-total-count'), mails: Array.isArray(list) ? list.map(toMail) : [] };
    return seen.mails;
  };
}

/** The whole answer; what breaks off on the way is sent again for so many milliseconds. */
function createSend(url: string, patience: number): Send {
  return async (pathOrUrl, init) => {
    for (const end = Date.now() + patience; ;) {
      try {
        const answer = await fetch(new URL(pathOrUrl, url), init);
        return { status: answer.status, text: await answer.text(), headers: answer.headers };
      } catch (error) {
        if (Date.now() > end) throw error;
        await sleep(AGAIN);
      }
    }
  };
}

async function submit(send: Send, secret: string, form: unknown, id: string): Promise<Submitted> {
  const body = Buffer.from(JSON.stringify(form));
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook({ id, timestamp, body, secret }),
  };
  const { status, text } = await send('/requests', { method: 'POST', headers, body });
  return { status, body: JSON.parse(text) as Submitted['body'] };
}

/** `Accept: <url>` on a line of its own (N2). */
export function linkOf(mail: MailSeen, label: string): string {
  const found = new RegExp(`^${label}: (https?://\\S+)$`, 'm').exec(mail.text)?.[1];
  if (found === undefined) throw new Error(`the mail "${mail.subject}" has no link "${label}"`);
  return found;
}

export function codeOf(mail: MailSeen): string {
  const found = /^Confirmation code: (\d{6})$/m.exec(mail.text)?.[1];
  if (found === undefined) throw new Error(`the mail "${mail.subject}" has no confirmation code`);
  return found;
}

function toMail(entry: unknown): MailSeen {
  const { id, to, subject, text } = entry as { id: string; to: unknown; subject: string; text: string };
  return { id, to: typeof to === 'string' ? to : JSON.stringify(to), subject, text };
}
