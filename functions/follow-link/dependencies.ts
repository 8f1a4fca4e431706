import type { System } from '#products/rehearsal/app/system.ts';
import type { LinkSigner } from '#doors/action-links.ts';
import type { SenderForOf } from '#doors/page-sender.ts';
import type { PageContent } from '#html/document.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { PlaceOf } from '#contexts/access/app/authorize.ts';
import type { Visitors } from '#doors/visitors.ts';
import type { WhoIs } from '#doors/who-is.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';

export interface LinkDependencies {
  system: System;
  /** G9. Where the gates are looked at anew for a decision. */
  codeHost: CodeHost;
  /** What runs wrote, for whoever gives a verdict on it. */
  outputs: OutputStore;
  links: LinkSigner;
  /** W4. Who is signed in, and where what they ask about lies. */
  whoIs: WhoIs;
  placeOf: PlaceOf;
  /** W3. People decide from the page, without a code. */
  visitors: Visitors;
  /** Where those who are signed in see a request. */
  requestUrl: (id: string) => string;
  /** The frame of whoever looks. */
  senderFor: SenderForOf<PageContent>;
  /** For readers without a time zone of their own. */
  timeZone: string;
}
