import type { IncomingMessage, ServerResponse } from 'node:http';
import { hashSource, sendPage } from './send-page.ts';

/** Sends what a page says, inside the frame of whoever looks at it. */
export type SenderOf<Page> = (response: ServerResponse, status: number, page: Page, headers?: Record<string, string>) => void;

/** The sender for whoever asks: who that is gets read once, before anything of a page is. */
export type SenderForOf<Page> = (request: Pick<IncomingMessage, 'headers' | 'url'>) => Promise<SenderOf<Page>>;

/** Sends pages whose only style is this one, inlined, and whose only script is that of pages that follow what happens (W7), or their own: the policy names their hashes, made once. */
export function createPageSender<Page extends { live?: unknown; script?: string | undefined }>(
  stylesheet: string,
  script = '',
): (frame: (page: Page) => string) => SenderOf<Page> {
  const still = { styles: [hashSource(stylesheet)] };
  const made = new Map<string, string>();
  const hashOf = (text: string): string => {
    const hash = made.get(text) ?? hashSource(text);
    made.set(text, hash);
    return hash;
  };
  return (frame) =>
    (response, status, page, headers = {}) => {
      const text = page.live === undefined ? page.script : script;
      sendPage(response, status, frame(page), text === undefined ? still : { ...still, scripts: [hashOf(text)] }, headers);
    };
}
