import type { IncomingMessage, ServerResponse } from 'node:http';
import { hashSource, sendPage } from './send-page.ts';

/** Sends what a page says, inside the frame of whoever looks at it. */
export type SenderOf<Page> = (response: ServerResponse, status: number, page: Page, headers?: Record<string, string>) => void;

/** The sender for whoever asks: who that is gets read once, before anything of a page is. */
export type SenderForOf<Page> = (request: Pick<IncomingMessage, 'headers' | 'url'>) => Promise<SenderOf<Page>>;

/** Sends pages whose only style is this one, inlined, and whose only script, where they follow what happens (W7), is that: the policy names their hashes, made once. */
export function createPageSender<Page extends { live?: unknown }>(
  stylesheet: string,
  script = '',
): (frame: (page: Page) => string) => SenderOf<Page> {
  const still = { styles: [hashSource(stylesheet)] };
  const live = { ...still, scripts: [hashSource(script)] };
  return (frame) =>
    (response, status, page, headers = {}) =>
      sendPage(response, status, frame(page), page.live === undefined ? still : live, headers);
}
