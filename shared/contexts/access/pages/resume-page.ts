import type { PageContent } from '#html/document.ts';
import { html } from '#html/markup.ts';

interface ResumeView {
  /** Where the form was posted, and is posted again. */
  path: string;
  /** All that was typed. */
  fields: Iterable<readonly [name: string, value: string]>;
  /** Why: the session is over, or its sign-in is too long ago for this. */
  why: 'signed_out' | 'stale';
}

const WHY = {
  signed_out: 'You are not signed in any more, so nothing has been done yet.',
  stale: 'This takes a sign-in of the last minutes, so nothing has been done yet.',
} as const;

/** W3: whoever has to sign in again goes on where they were, with all that they typed; none of it is kept anywhere but in this page. */
export function resumePage({ path, fields, why }: ResumeView): PageContent {
  const hidden = [...fields].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  const body = html`<div class="card"><p class="lead">${WHY[why]} What you typed is kept in this page.</p>
<ol><li><a class="button quiet" href="/sign-in?again=1&amp;to=/sign-in/done" target="_blank" rel="noopener">Sign in again<span class="hidden"> in a new window</span></a></li>
<li>Come back to this window and go on:
<form method="post" action="${path}">${hidden}<div class="buttons"><button>Go on</button></div></form></li></ol></div>`;
  return { title: 'Sign in again to go on', body };
}

/** W3: a form that was not on a page of whoever sends it does nothing; they see what it says, and send it from this page. */
export function notTheirsPage({ path, fields }: Omit<ResumeView, 'why'>): PageContent {
  const all = [...fields];
  const body = html`<div class="card"><p class="lead">This form was not made for your sign-in, so nothing has been done yet.</p>
<dl>${all.map(([name, value]) => html`<dt>${name}</dt><dd class="pre" dir="auto">${value}</dd>`)}</dl>
<form method="post" action="${path}">${all.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<div class="buttons"><button>Send it</button></div></form></div>`;
  return { title: 'Look at it once more', body };
}
