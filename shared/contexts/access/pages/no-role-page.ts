import type { PageContent } from '#html/document.ts';
import { html } from '#html/markup.ts';

/** W4. For somebody who is known and has no role yet. */
export function noRolePage(): PageContent {
  const body = html`<div class="card"><p class="lead">You are signed in, and have no role here yet. An admin gives you one on the page of people; then this address leads you on.</p>
<p>Requests can be sent by everybody: <a href="/requests/new">ask for a test</a>. What is known of you is on <a href="/account">your page</a>.</p></div>`;
  return { title: 'You have no role yet', body };
}
