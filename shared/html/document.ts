import { favicon } from '#html/favicon.ts';
import { html, raw, type Html } from '#html/markup.ts';
import { navigation, whoIsHere, type NavigationGroup } from '#html/navigation.ts';
import { withProof } from '#html/proof.ts';
import { scriptOn } from '#html/script/on-page.ts';
import { stylesheet } from '#html/style.ts';
import type { Instant } from '#kernel/time.ts';

/** What one page says; whoever shows it puts it into a frame. */
export interface PageContent {
  /** Of this page alone; the installation's name is put behind it. Also its first heading, unless the body brings its own. */
  title: string;
  body: Html;
  /** Pages reached by a secret link show no way to others, but to whoever is signed in. */
  bare?: boolean;
  /** Said in the window's title, which is what is read out first. */
  hasProblems?: boolean;
  /** W7. What it follows; a page that has none stays as it is. */
  live?: Live;
  /** Of a page that goes on in another way; one of the texts of `script/`. */
  script?: string;
  /** The page that this one lies under. */
  back?: readonly [path: string, label: string];
}

/** What a page is about, as the feed names it (P7). */
export interface Live {
  /** Kinds of processes (`backend`), one process (`request:ab12`), or those whose ids begin alike (`job:ab12.*`). */
  about: readonly string[];
  /** The store's time when it was read: what happened since is asked for. */
  since: Instant;
  /** It is opened by its own secret, and hears of nothing else. */
  bySecret?: boolean;
}

/** What became of what the reader did last. */
export interface StatusMessage {
  text: string;
  tone: 'good' | 'bad' | 'wait';
}

/** What stands around every page. */
export interface Frame {
  installation: string;
  groups: readonly NavigationGroup[];
  footer: string;
  /** Who is signed in; left out where nobody is. */
  reader?: { name: string; accountPath?: string; proof?: string; /** N8. They have said by which clock they read. */ ownZone?: true };
  /** Where one can sign in. */
  signInPath?: string;
  status?: StatusMessage;
}

/** One document. Exactly one first heading, one main landmark, a way past the header. */
export function framed(
  { title, body, bare: isSecret = false, hasProblems = false, back, live, script }: PageContent,
  frame: Frame,
): string {
  const { installation, footer, status, reader } = frame;
  // Whoever is signed in has ways of their own, by whatever link they came.
  const bare = isSecret && reader === undefined;
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${hasProblems ? 'Problem: ' : ''}${title} – ${installation}</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${favicon}">
<style>${raw(stylesheet)}</style>
</head>
<body${reader?.ownZone === true ? html` data-zone="own"` : undefined}>
<a class="skip" href="#content">Skip to the content</a>
<header>
${
  bare
    ? html`<span><strong>${installation}</strong></span>`
    : html`<div class="top"><a class="home" href="/">${installation}</a>
${whoIsHere(frame)}</div>
${navigation(frame.groups)}`
}
</header>
<main id="content"${live === undefined ? undefined : followed(live)}>
${bare ? undefined : wayBack(back)}<h1>${title}</h1>
${status === undefined ? undefined : html`<div class="note ${status.tone}" role="status"><p>${status.text}</p></div>`}${body}
</main>
<footer><span>${footer}</span></footer>
${scriptOf(scriptOn({ body, live, script }))}</body>
</html>
`;
  return reader?.proof === undefined ? markup : withProof(markup, reader.proof);
}

function scriptOf(text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<script>${raw(text)}</script>\n`;
}

function followed({ about, since, bySecret = false }: Live): Html {
  return html` data-live="${about.join(' ')}" data-since="${since}"${bySecret ? html` data-by="page"` : undefined}`;
}

function wayBack(back: PageContent['back']): Html | undefined {
  return back && html`<p class="back"><a href="${back[0]}"><span aria-hidden="true">← </span>${back[1]}</a></p>\n`;
}

/** A page that says one thing and what to do next. */
export function message(title: string, text: string, more: Html = html``): PageContent {
  return { title, body: html`<div class="card"><p class="lead">${text}</p>${more}</div>` };
}
