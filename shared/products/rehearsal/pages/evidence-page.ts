import { html, safeUrl } from '#html/markup.ts';
import { message, type PageContent } from '#html/document.ts';

/** A8. Where the pull request's comment leads: for everybody, and so nothing of the request but its id. */
export function evidencePage(id: string): PageContent {
  const title = `Signed statements of request ${id}`;
  const text =
    'For each approval there are two: what ran, at which commit, with the digests of its output and of the comparison; and who approved it. Whoever may open the request downloads them from its page.';
  const file = safeUrl(`/requests/${id}/evidence.intoto.jsonl`);
  const command = `npm run rehearsal -- evidence verify evidence-${id}.intoto.jsonl --key keys.json --commit <the commit>`;
  return message(
    title,
    text,
    html`<p>If you sent the request, open it through the link in your mail. If you can sign in here: <a href="${file}">download them</a>.</p>
<h2>Verify them</h2>
<p>Keep the <a href="/evidence/keys.json">public keys of this installation</a> as <span class="mono">keys.json</span>, at a time when you trust this address. Verifying asks no server:</p>
<pre>${command}</pre>`,
  );
}
