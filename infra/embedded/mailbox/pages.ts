import type { MailSummary, StoredMail } from './message.ts';

export interface MailList {
  mails: MailSummary[];
  /** How many the filter leaves, on all pages. */
  total: number;
  to: string;
  /** Id behind which the next page goes on. */
  more?: string;
}

export function listPage({ mails, total, to, more }: MailList): string {
  const next =
    more === undefined ? '' : `<p><a href="/mailbox?${escape(new URLSearchParams({ to, before: more }).toString())}">Older mails</a></p>`;
  return page(
    'Mailbox',
    `
<form method="get" action="/mailbox">
  <label for="to">Sent to</label> <input id="to" name="to" value="${escape(to)}" autocomplete="off">
  <button>Show</button> <a href="/mailbox">All</a>
</form>
<p>${total === 0 ? 'No mails yet.' : `${total} ${total === 1 ? 'mail' : 'mails'}, newest first.`}</p>
<ul>${mails.map(entry).join('')}
</ul>
${next}`,
  );
}

export function messagePage(mail: StoredMail): string {
  const frame =
    mail.html === ''
      ? ''
      : `
<h2>HTML part</h2>
<iframe title="HTML part of the mail" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" srcdoc="${escape(`<base target="_top">${mail.html}`)}"></iframe>`;
  return page(
    mail.subject || '(no subject)',
    `
<p><a href="/mailbox">All mails</a></p>
<dl>
  <dt>From</dt><dd>${escape(mail.from)}</dd>
  <dt>To</dt><dd><a href="/mailbox?${escape(new URLSearchParams({ to: mail.to }).toString())}">${escape(mail.to)}</a></dd>
  <dt>Date</dt><dd>${time(mail.date)}</dd>
</dl>
<h2>Text part</h2>
<pre>${mail.text === '' ? '(none)' : withLinks(mail.text)}</pre>${frame}
<p><a href="/mailbox/messages/${mail.id}">As JSON</a></p>`,
  );
}

export function notFoundPage(): string {
  return page('No such mail', '<p><a href="/mailbox">All mails</a></p>');
}

function entry(mail: MailSummary): string {
  return `
  <li><a href="/mailbox/messages/${mail.id}/view">${escape(mail.subject || '(no subject)')}</a><br>
    <small>to ${escape(mail.to)} · ${time(mail.date)}</small></li>`;
}

function time(iso: string): string {
  return `<time datetime="${escape(iso)}">${escape(iso.slice(0, 16).replace('T', ' '))} UTC</time>`;
}

/** Turns addresses in plain text into links that open in the same window. */
function withLinks(text: string): string {
  // Every other piece is an address; punctuation behind it belongs to the sentence.
  return text
    .split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/)
    .map((piece, index) => (index % 2 === 0 ? escape(piece) : `<a href="${escape(piece)}">${escape(piece)}</a>`))
    .join('');
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escape(title)} – Rehearsal mailbox</title>
<style>${style}</style>
</head>
<body>
<nav aria-label="Pages"><a href="/start">Start</a> <a href="/board">Board</a> <a href="/requests/new">New request</a> <a href="/mailbox">Mailbox</a> <a href="/account">Account</a></nav>
<main>
<h1>${escape(title)}</h1>${body}
</main>
</body>
</html>
`;
}

const style = `
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; color: #1a1a1a; background: #fff }
nav { max-width: 48rem; margin: 0 auto; padding: .75rem 1rem 0; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem } nav a { padding: .3rem 0 }
main { max-width: 48rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.4rem; overflow-wrap: anywhere } h2 { font-size: 1.1rem }
a { color: #0b57d0 } a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px }
ul { list-style: none; padding: 0 } li { padding: .6rem 0; border-top: 1px solid #ddd; overflow-wrap: anywhere }
small { color: #555 } input, button { font: inherit; padding: .4rem .6rem; max-width: 100% }
dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1rem } dt { color: #555 } dd { margin: 0; overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f5f5f5; padding: 1rem; border-radius: .3rem }
iframe { width: 100%; height: 70vh; border: 1px solid #ddd; border-radius: .3rem; background: #fff }
`;

function escape(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}
