import type { IncomingMessage } from 'node:http';
import { may, placesOf } from '#contexts/access/domain/rights/may.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { LinkSigner } from '#doors/action-links.ts';
import { createPageSender, type SenderForOf, type SenderOf } from '#doors/page-sender.ts';
import { messageIn } from '#doors/told.ts';
import type { WhoIs } from '#doors/who-is.ts';
import { wordsOf } from '#contexts/access/pages/asking/words.ts';
import type { PageContent, StatusMessage } from '#html/document.ts';
import { running } from '#html/script/on-page.ts';
import { stylesheet } from '#html/style.ts';
import { firstPage, page, type NavigationEntry, type Visitor } from '#products/rehearsal/pages/layout.ts';
import { navigation } from './navigation.ts';
import { operationWords } from './operation-words.ts';

interface Framing {
  installation: string;
  links: Pick<LinkSigner, 'unseal'>;
  now: () => number;
}

/** The one frame of all pages, for somebody who is known by now: its navigation is of what they may see. */
export function createFraming({
  installation,
  links,
  now,
}: Framing): (request: Pick<IncomingMessage, 'url'>, viewer: Principal | undefined) => SenderOf<PageContent> {
  const senderIn = createPageSender<PageContent>(stylesheet, running);
  return ({ url: target = '/' }, viewer) => {
    const code = messageIn(target, links, now());
    const around = {
      installation,
      navigation,
      path: target.split(/[?#]/, 1)[0] ?? '/',
      visitor: viewer && visitorOf(viewer),
      status: code === undefined ? undefined : statusMessage(code),
    };
    return senderIn((content) => page(content, around));
  };
}

/** The same, for functions that ask who it is for their frame alone. */
export function createSenderFor({ whoIs, ...framing }: Framing & { whoIs: WhoIs }): SenderForOf<PageContent> {
  const senderFor = createFraming(framing);
  return async (request) => senderFor(request, await whoIs(request));
}

/** What a page says after an action: one of the words of what can be asked for. */
function statusMessage(operation: string): StatusMessage {
  return { text: wordsOf(operationWords, operation).done, tone: 'good' };
}

function visitorOf(viewer: Principal): Visitor {
  const account = viewer.door === 'session' ? { accountPath: '/account' } : {};
  const proof = viewer.proof === undefined ? {} : { proof: viewer.proof };
  const zone = viewer.timeZone === undefined ? {} : { ownZone: true as const };
  return { name: viewer.name, ...account, ...proof, ...zone, mayOpen: (entry) => mayOpen(viewer, entry) };
}

/** W4: the same question as the page's door asks. Where lists show something somewhere, they say what. */
function mayOpen(viewer: Principal, { needs, anywhere }: NavigationEntry): boolean {
  if (needs === undefined) return true;
  return anywhere === true ? placesOf(viewer, needs).length > 0 : may(viewer, needs, {}).allowed;
}

/** W6. Where this reader begins; undefined for who may open nothing yet. */
export function firstPageOf(viewer: Principal): string | undefined {
  return firstPage(navigation, visitorOf(viewer));
}
