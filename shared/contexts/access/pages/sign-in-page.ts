import { html } from '#html/markup.ts';
import type { PageContent } from '#html/document.ts';

interface SignInView {
  /** Path of the page that was asked for. */
  to: string;
  /** A key was given that opens nothing. */
  wrong: boolean;
}

/** X6: what is for operators opens with a key. */
export function signInPage({ to, wrong }: SignInView): PageContent {
  const problem = wrong
    ? html`<p class="note bad" id="key-problem">This key does not work here, or no longer does. Get a new one and try again.</p>`
    : undefined;
  const body = html`<section class="card" aria-labelledby="with-key"><h2 id="with-key">Sign in with a key</h2>${problem}
<p>This page is for the people who run Rehearsal. <code>npm run rehearsal -- sign-in</code> prints a link that opens it; so does the program itself when it starts on your own machine.</p>
<form method="post" action="/sign-in"><input type="hidden" name="to" value="${to}">
<div class="field"><label for="key">Key</label><input id="key" name="key" type="password" autocomplete="off" spellcheck="false" required${wrong ? html` aria-invalid="true" aria-describedby="key-problem"` : undefined}></div>
<div class="buttons"><button>Sign in</button></div></form></section>
<section class="card" aria-labelledby="own-request"><h2 id="own-request">Looking for your own request?</h2>
<p>Open the link to its status page: it is in every mail that you got.</p></section>`;
  return { title: 'Sign in to see this page', body, hasProblems: wrong };
}
