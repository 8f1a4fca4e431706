import { isId } from '#contexts/access/ids.ts';
import { problemAnswer } from '#doors/problem-json.ts';
import type { Mailbox } from './mailbox.ts';
import type { MailSummary } from './message.ts';
import { listPage, messagePage, notFoundPage } from './pages.ts';

export interface MailboxRequest {
  method: string;
  /** Without query, such as `/mailbox/messages`. */
  path: string;
  query: URLSearchParams;
}

export interface MailboxResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const PAGE = 100;
const JSON_PAGE = 500;

/**
 * `GET /mailbox` (list, `?to=` filters by recipient), `GET /mailbox/messages` and `/mailbox/messages/{id}` (JSON), and
 * `GET /mailbox/messages/{id}/view`. Lists are newest first; the JSON list holds whole messages, at most 500 at a time:
 * `?before=<id>` goes on behind one, `?limit=` takes fewer, and `x-total-count` says how many there are: with `?limit=0` nothing else. Anyone who may call it reads every mail
 * with its links, so it stands behind the operator's key (mailbox-door.ts).
 */
export function createMailboxHandler(mailbox: Mailbox): (request: MailboxRequest) => MailboxResponse {
  return ({ method, path, query }) => {
    if (method !== 'GET' && method !== 'HEAD') return problemAnswer('method_not_allowed', { allow: ['GET', 'HEAD'] });
    const response = routed(mailbox, path.replace(/\/+$/, ''), query);
    return method === 'HEAD' ? { ...response, body: '' } : response;
  };
}

function routed(mailbox: Mailbox, path: string, query: URLSearchParams): MailboxResponse {
  if (path === '/mailbox') return listAnswer(mailbox, query);
  if (path === '/mailbox/messages') return jsonList(mailbox, query);
  const [, id = '', view] = /^\/mailbox\/messages\/([^/]+)(\/view)?$/.exec(path) ?? [];
  const message = isId('message', id) ? mailbox.get(id) : undefined;
  if (message === undefined) return view === undefined ? problemAnswer('not_found') : html(404, notFoundPage());
  return view === undefined ? json(200, message) : html(200, messagePage(message));
}

function listAnswer(mailbox: Mailbox, query: URLSearchParams): MailboxResponse {
  const all = filtered(mailbox, query);
  const mails = behind(all, query).slice(0, PAGE);
  const last = mails.at(-1);
  const more = last !== undefined && last !== all.at(-1) ? last.id : undefined;
  return html(200, listPage({ mails, total: all.length, to: query.get('to') ?? '', ...(more === undefined ? {} : { more }) }));
}

function jsonList(mailbox: Mailbox, query: URLSearchParams): MailboxResponse {
  const all = filtered(mailbox, query);
  const messages = behind(all, query)
    .slice(0, limitOf(query))
    .flatMap(({ id }) => mailbox.get(id) ?? []);
  return json(200, messages, { 'x-total-count': String(all.length) });
}

function limitOf(query: URLSearchParams): number {
  const limit = query.get('limit') ?? '';
  return /^\d{1,3}$/.test(limit) ? Math.min(Number(limit), JSON_PAGE) : JSON_PAGE;
}

function filtered(mailbox: Mailbox, query: URLSearchParams): MailSummary[] {
  const wanted = (query.get('to') ?? '').trim().toLowerCase();
  return mailbox.list().filter(({ to }) => to.toLowerCase().includes(wanted));
}

function behind(mails: MailSummary[], query: URLSearchParams): MailSummary[] {
  const before = query.get('before');
  return before === null ? mails : mails.filter(({ id }) => id < before);
}

function json(status: number, value: unknown, headers: Record<string, string> = {}): MailboxResponse {
  return answer(status, 'application/json', JSON.stringify(value), headers);
}

function html(status: number, body: string): MailboxResponse {
  // The frame with the mail inherits this: no script runs in it and nothing is loaded from outside.
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  return answer(status, 'text/html', body, { 'content-security-policy': policy });
}

function answer(status: number, type: string, body: string, headers: Record<string, string>): MailboxResponse {
  const always = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' };
  return { status, headers: { 'content-type': `${type}; charset=utf-8`, ...always, ...headers }, body };
}
