import { html, raw, type Html } from '#contexts/telling/pages/html.ts';
import { stylesheet } from '#contexts/telling/pages/style.ts';

export interface PageParts {
  installation: string;
  /** Of this page alone; the installation's name is put behind it. Also its first heading, unless the body brings its own. */
  title: string;
  body: Html;
  /** Pages reached by a secret link show no way to others. */
  bare?: boolean;
  /** Said in the window's title, which is what is read out first. */
  hasProblems?: boolean;
}

/** One document. Exactly one first heading, one main landmark, a way past the header. */
export function page({ installation, title, body, bare = false, hasProblems = false }: PageParts): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${hasProblems ? 'Problem: ' : ''}${title} – ${installation}</title>
<link rel="icon" href="data:,">
<style>${raw(stylesheet)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
${
  bare
    ? html`<span><strong>${installation}</strong></span>`
    : html`<a class="home" href="/">${installation}</a>
<nav aria-label="Pages"><a href="/board">Board</a> <a href="/requests/new">New request</a></nav>`
}
</header>
<main id="content">
<h1>${title}</h1>
${body}
</main>
<footer><span>Nothing reaches production before it has been tested on a backup server.</span></footer>
</body>
</html>
`.markup;
}

/** A page that says one thing and what to do next. */
export function messagePage(installation: string, title: string, text: string, more: Html = html``): string {
  return page({ installation, title, body: html`<div class="card"><p class="lead">${text}</p>${more}</div>` });
}
