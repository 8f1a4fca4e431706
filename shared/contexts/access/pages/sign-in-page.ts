import { html, type Html } from '#html/markup.ts';
import type { PageContent } from '#html/document.ts';

/** W3. How people can sign in here. */
export interface SignInWays {
  mail: boolean;
  /** GitHub and OpenID providers. */
  providers: readonly { slug: string; name: string }[];
}

export interface SignInView {
  ways: SignInWays;
  /** Path of the page that was asked for. */
  to: string;
  /** Of the address that led here from a page that is not ours: it signs in once somebody presses. */
  key?: string;
  /** From the mail by which somebody asks on whom others keep from asking. */
  pass?: string | undefined;
  /** What was given and is not right; by its field. */
  problems?: { key?: string; email?: string; all?: string };
  /** Who is signed in here already, and is to prove it anew. */
  again?: { name: string } | undefined;
}

/** X6, W3: all the ways that there are, on one page. */
export function signInPage({ ways, to, key, pass, problems = {}, again }: SignInView): PageContent {
  if (key !== undefined) return { title: 'Sign in', body: pressKey(to, key) };
  const body = html`${problems.all === undefined ? undefined : html`<div class="note bad" role="alert"><p>${problems.all}</p></div>`}
${again === undefined ? undefined : html`<p class="lead">You are signed in as ${again.name}. For what you were about to do, prove once more that it is you.</p>`}
${ways.mail ? byMail({ to, pass }, problems.email) : undefined}
${ways.providers.length === 0 ? undefined : byProvider(ways, to)}
${byKey(to, problems.key)}
<section class="card" aria-labelledby="own-request"><h2 id="own-request">Looking for your own request?</h2>
<p>Open the link to its status page: it is in every mail that you got.</p></section>`;
  return { title: again === undefined ? 'Sign in' : 'Sign in again', body, hasProblems: Object.keys(problems).length > 0 };
}

function byMail({ to, pass }: Pick<SignInView, 'to' | 'pass'>, problem: string | undefined): Html {
  return html`<section class="card" aria-labelledby="by-mail"><h2 id="by-mail">Sign in by mail</h2>
<p>You get a link that signs in this browser, and no other.</p>
<form method="post" action="/sign-in/mail" novalidate><input type="hidden" name="to" value="${to}">${pass === undefined ? undefined : html`<input type="hidden" name="pass" value="${pass}">`}
<div class="field"><label for="email">Your e-mail address</label>${problem === undefined ? undefined : html`<p class="note bad" id="email-problem">${problem}</p>`}
<input id="email" name="email" type="email" autocomplete="email" required${problem === undefined ? undefined : html` aria-invalid="true" aria-describedby="email-problem"`}></div>
<div class="buttons"><button>Send the link</button></div></form></section>`;
}

function pressKey(to: string, key: string): Html {
  return html`<div class="card"><p class="lead">A link on another page or in a mail wants to sign in this browser as whoever made the link.</p>
<p>Press the button only if you made it yourself: everything that you do then is in that name.</p>
<form method="post" action="/sign-in"><input type="hidden" name="to" value="${to}"><input type="hidden" name="key" value="${key}"><div class="buttons"><button>Sign in</button></div></form></div>`;
}

function byProvider({ providers }: SignInWays, to: string): Html {
  const links = providers.map(
    ({ slug, name }) => html`<a class="button" href="/sign-in/with/${slug}?to=${encodeURIComponent(to)}">Sign in with ${name}</a> `,
  );
  return html`<section class="card" aria-labelledby="by-provider"><h2 id="by-provider">Sign in with another account</h2>
<div class="buttons">${links}</div></section>`;
}

function byKey(to: string, problem: string | undefined): Html {
  return html`<section class="card" aria-labelledby="with-key"><h2 id="with-key">Sign in with a key</h2>${problem === undefined ? undefined : html`<p class="note bad" id="key-problem">${problem}</p>`}
<p>For the people who run Rehearsal. <code>npm run rehearsal -- sign-in</code> prints a link that signs you in; so does the program itself when it starts on your own machine.</p>
<form method="post" action="/sign-in"><input type="hidden" name="to" value="${to}">
<div class="field"><label for="key">Key</label><input id="key" name="key" type="password" autocomplete="off" spellcheck="false" required${problem === undefined ? undefined : html` aria-invalid="true" aria-describedby="key-problem"`}></div>
<div class="buttons"><button>Sign in</button></div></form></section>`;
}

export const WRONG_KEY = 'This key does not work here, or no longer does. Get a new one and try again.';
