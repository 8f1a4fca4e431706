import type { PageContent } from '#html/document.ts';
import { html, raw } from '#html/markup.ts';
import { runbooks } from '#products/rehearsal/pages/runbooks/table.ts';

export type RunbookName = keyof typeof runbooks;

const books: Readonly<Record<string, { title: string; markup: string }>> = runbooks;

/** Where each installation has the guide's runbooks. */
export function runbookUrl(name: RunbookName): string {
  return `/runbooks/${name}`;
}

export function runbooksPage(): PageContent {
  const list = Object.entries(books).map(([name, { title }]) => html`<li><a href="/runbooks/${name}">${title}</a></li>`);
  const body = html`<div class="card"><p>What each alert means, and what to do about it. Nothing that was promised is lost meanwhile: look first, and change one thing at a time.</p><ul>${list}</ul></div>`;
  return { title: 'Runbooks', body };
}

/** Undefined where there is none of this name. */
export function runbookPage(name: string): PageContent | undefined {
  const book = Object.hasOwn(books, name) ? books[name] : undefined;
  return book && { title: book.title, body: html`<div class="card runbook">${raw(book.markup)}</div>`, back: ['/runbooks', 'Runbooks'] };
}
