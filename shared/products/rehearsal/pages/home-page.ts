import { html } from '#html/markup.ts';
import type { PageContent } from '#html/document.ts';

export function homePage(): PageContent {
  const body = html`<div class="card"><p class="lead">No batch job, and no feature that depends on a third-party API, reaches production before it has been tested on a backup server.</p>
<p>Ask for a test. When your pull request is ready, an admin answers and the job gets its turn; you get a mail at every step.</p>
<div class="buttons"><a class="button" href="/requests/new">Ask for a test</a> <a class="button quiet" href="/board">See the board</a></div></div>`;
  return { title: 'Rehearsal', body };
}
