import { html } from '#pages/html.ts';
import { page } from '#pages/layout.ts';

export function homePage(installation: string): string {
  const body = html`<div class="card"><p class="lead">No batch job, and no feature that leans on a third-party API, reaches production before it has had its rehearsal on a backup server.</p>
<p>Ask for a test; when your pull request is ready, an admin answers, the job gets its turn, and you are told by mail at every step.</p>
<div class="buttons"><a class="button" href="/requests/new">Ask for a test</a> <a class="button quiet" href="/board">See the board</a></div></div>`;
  return page({ installation, title: 'Rehearsal', body });
}
