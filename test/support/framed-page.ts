import type { LinkSigner } from '#doors/action-links.ts';
import { operatorsAlone } from '#doors/who-is.ts';
import type { OperatorKeys } from '#doors/operator-keys.ts';
import type { SenderForOf } from '#doors/page-sender.ts';
import { createFraming, createSenderFor } from '#functions/wiring/page-frame.ts';
import type { PageContent } from '#html/document.ts';
import { page } from '#products/rehearsal/pages/layout.ts';

/** A page in the frame of somebody who is not signed in. */
export function framedPage(content: PageContent): string {
  return page(content, { installation: 'Rehearsal (sample)', navigation: [], path: '/' });
}

export function sampleFraming(links: LinkSigner, now: () => number): ReturnType<typeof createFraming> {
  return createFraming({ installation: 'Rehearsal (sample)', links, now });
}

/** For functions that ask who it is for their frame alone. */
export function sampleSenderFor(links: LinkSigner, operators: OperatorKeys, now: () => number): SenderForOf<PageContent> {
  return createSenderFor({ installation: 'Rehearsal (sample)', links, whoIs: operatorsAlone(operators), now });
}
