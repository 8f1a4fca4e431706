import { favicon } from '#html/favicon.ts';
import { html, raw, type Html } from '#html/markup.ts';
import { stylesheet } from '#html/style.ts';

/** What one page says; whoever shows it puts it into a frame. */
export interface PageContent {
  /** Of this page alone; the installation's name is put behind it. Also its first heading, unless the body brings its own. */
  title: string;
  body: Html;
  /** Pages reached by a secret link show no way to others. */
  bare?: boolean;
  /** Said in the window's title, which is what is read out first. */
  hasProblems?: boolean;
}

/** What stands around every page. */
export interface Frame {
  installation: string;
  /** Where its header leads. */
  links: readonly (readonly [path: string, label: string])[];
  footer: string;
}

/** One document. Exactly one first heading, one main landmark, a way past the header. */
export function framed({ title, body, bare = false, hasProblems = false }: PageContent, { installation, links, footer }: Frame): string {
  return html`<!doctype html>
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
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
${
  bare
    ? html`<span><strong>${installation}</strong></span>`
    : html`<a class="home" href="/">${installation}</a>
<nav aria-label="Pages">${links.map(([path, label], n) => html`${n > 0 && ' '}<a href="${path}">${label}</a>`)}</nav>`
}
</header>
<main id="content">
<h1>${title}</h1>
${body}
</main>
<footer><span>${footer}</span></footer>
</body>
</html>
`.markup;
}

/** A page that says one thing and what to do next. */
export function message(title: string, text: string, more: Html = html``): PageContent {
  return { title, body: html`<div class="card"><p class="lead">${text}</p>${more}</div>` };
}
