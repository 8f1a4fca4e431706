import type { System } from '#products/rehearsal/app/system.ts';
import type { LinkSigner } from '#doors/action-links.ts';
import type { SenderForOf } from '#doors/page-sender.ts';
import type { PageContent } from '#html/document.ts';
import type { OperatorKeys } from '#doors/operator-keys.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';

export interface LinkDependencies {
  system: System;
  /** G9. Where the gates are looked at anew for a decision. */
  codeHost: CodeHost;
  /** What runs wrote, for whoever gives a verdict on it. */
  outputs: OutputStore;
  links: LinkSigner;
  /** X6. Those who are signed in order mails again from a request's page, too. */
  operators: OperatorKeys;
  /** The frame of whoever looks. */
  senderFor: SenderForOf<PageContent>;
  /** For readers without a time zone of their own. */
  timeZone: string;
}
