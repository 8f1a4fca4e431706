import type { MailDocument } from '#contexts/telling/documents.ts';
import { html, type Html } from '#html/markup.ts';
import type { PageContent } from '#html/document.ts';
import { mailItem } from '#contexts/telling/pages/mail-states.ts';
import type { When } from '#html/times.ts';

interface NotificationsView {
  rules: { people: readonly { id: string; name: string }[] };
  when: When;
  /** Newest first. */
  entries: readonly MailDocument[];
  /** Where it goes on; undefined: that was all. */
  nextUrl?: string | undefined;
  /** Where this page posts to have one sent again. */
  postUrl: string;
}

/** N8, N10: what people were told of releases, backends and the installation, and what became of it. */
export function notificationsPage({ rules, when, entries, nextUrl, postUrl }: NotificationsView): PageContent {
  const nameOf = (id: string): string => rules.people.find((person) => person.id === id)?.name ?? id;
  const items = entries.map((mail) => mailItem(mail, nameOf(mail.person), when, postUrl));
  const list: Html = entries.length === 0 ? html`<p>There are none.</p>` : html`<ul class="rows">${items}</ul>`;
  const body = html`<section class="card" aria-labelledby="mails"><h2 id="mails">Other mails</h2>
<p class="quiet small">Mails about releases, backends, pull requests and the installation itself, newest first. The mails of a request are on its own page. A mail that you send again goes out within a few minutes.</p>
${list}${nextUrl === undefined ? undefined : html`<p><a href="${nextUrl}">Older ones</a></p>`}</section>`;
  return { title: 'Other mails', body };
}
