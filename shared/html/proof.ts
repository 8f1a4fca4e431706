import { html } from '#html/markup.ts';

/** W3. What a form says beside the cookie: that it was on a page made for whoever sends it. */
export const PROOF_FIELD = '_form';

/** Those of the doors that ask for it: signing out, and what a request's page posts. The others have their own field, or are for nobody who is signed in. */
const ASKED = /<form\b[^>]*\bmethod="post"[^>]*\baction="\/(?:sign-out|links\/(?:mails|notices|concerns|production)\/)[^>]*>/g;

/** Put in by the frame, so that no page forgets it. What people wrote is text, and no form of ours. */
export function withProof(markup: string, proof: string): string {
  const field = html`<input type="hidden" name="${PROOF_FIELD}" value="${proof}">`.markup;
  return markup.replace(ASKED, (form) => form + field);
}
