import { html } from '#html/markup.ts';
import { message, type PageContent } from '#html/document.ts';

/** The window that waits. It says the same whether or not anybody has this address. */
export function waitingPage({ problem }: { problem?: string } = {}): PageContent {
  const body = html`<div class="card">${problem === undefined ? undefined : html`<div class="note bad" role="alert"><p id="code-problem">${problem}</p></div>`}
<p class="lead">If this address is known here, a mail with a link is on its way.</p>
<p>Open the link in this browser and press the button behind it. The link works once, for 15 minutes.</p>
<h2>Opened the link somewhere else?</h2>
<p>Then it shows a code of 8 characters there. Type it here, where you asked.</p>
<form method="post" action="/sign-in/code"><div class="field"><label for="code">Code</label>
<input id="code" class="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="20" required${problem === undefined ? undefined : html` aria-invalid="true" aria-describedby="code-problem"`}></div>
<div class="buttons"><button>Sign in</button></div></form>
<h2>No mail?</h2>
<p>Look into the folder for spam. Only people who are named in this installation's settings, or were invited, get one; at most three in 15 minutes, and the third says how to go on. If yours should be among them, ask an admin to add your address. <a href="/sign-in">Try another address or another way</a>.</p></div>`;
  return { title: 'Look into your mail', body, bare: true, hasProblems: problem !== undefined };
}

/** Behind the mailed link, in the browser that asked: a person presses, and no program that only follows links. */
export function pressPage({ name, path }: { name: string; path: string }): PageContent {
  const body = html`<div class="card"><p class="lead">You asked to sign in as ${name}.</p>
<form method="post" action="${path}"><div class="buttons"><button>Sign in as ${name}</button></div></form></div>`;
  return { title: 'Sign in', body, bare: true };
}

/** Behind the mailed link, in any other browser: it signs nobody in. */
export function codePage({ code }: { code: string }): PageContent {
  const body = html`<div class="card"><p class="lead">This browser did not ask for the link, so it is not signed in.</p>
<p>Type this code in the window that waits for it:</p>
<p class="code"><strong class="mono">${code}</strong></p>
<p>Is no window of yours waiting? Then somebody else asked. Close this page, and give the code to nobody.</p></div>`;
  return { title: 'Your code', body, bare: true };
}

const AGAIN = html`<p><a href="/sign-in">Sign in</a></p>`;

export function overPage(): PageContent {
  return {
    ...message('This link is over', 'It was used, it is older than 15 minutes, or it was not made here. Ask for a new one.', AGAIN),
    bare: true,
  };
}

/** The same for every address: how many tries are left would tell whose is known. */
export const WRONG_CODE =
  'This is not the code, or this sign-in is over: it lasts 15 minutes and five tries. Look at the code once more, or ask for a new link.';

/** W3. Whoever is proven and not known is told what to do. */
export function unknownPage(provider: string): PageContent {
  const text = `${provider} has proven who you are, but nobody here has your verified address or your login. Ask an admin of this installation to add you, or sign in another way.`;
  return { ...message('You are not known here', text, html`<p><a href="/sign-in">Other ways to sign in</a></p>`), bare: true };
}

/** W3. A login was given up, and somebody else has taken it. */
export function otherAccountPage(provider: string): PageContent {
  const text = `The login that ${provider} shows is known here as that of another account: whoever has it now is not who had it before. If it is yours, sign in another way, and ask an admin of this installation to mend your login in the settings.`;
  return { ...message('Another account had this login', text, html`<p><a href="/sign-in">Other ways to sign in</a></p>`), bare: true };
}

export function notProvenPage(provider: string): PageContent {
  const text = `${provider} did not confirm who you are, or it took longer than 15 minutes. Nothing has changed; try again.`;
  return { ...message('Not signed in', text, html`<p><a href="/sign-in">Back to sign-in</a></p>`), bare: true };
}

/** Where a fresh sign-in ends that another window waits for. */
export function donePage(name: string): PageContent {
  const text = `You have proven that you are ${name}. Close this window, go back to the one that waits, and press the button there.`;
  return { ...message('Done', text), bare: true };
}
