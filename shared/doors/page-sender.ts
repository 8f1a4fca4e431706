import type { IncomingMessage, ServerResponse } from 'node:http';
import { hashSource, sendPage } from './send-page.ts';

/** Sends what a page says, inside the frame of whoever looks at it. */
export type SenderOf<Page> = (response: ServerResponse, status: number, page: Page, headers?: Record<string, string>) => void;

/** The sender for whoever asks: who that is gets read once, before anything of a page is. */
export type SenderForOf<Page> = (request: Pick<IncomingMessage, 'headers' | 'url'>) => Promise<SenderOf<Page>>;

/** What a page runs, and whether that asks this host for anything. */
type RunningOf<Page> = (page: Page) => { text: string; asks: boolean } | undefined;

/** Sends pages whose only style is this one, inlined, and whose only script is what `running` says of them (W7): the policy names their hashes, made once. */
export function createPageSender<Page>(stylesheet: string, running: RunningOf<Page>): (frame: (page: Page) => string) => SenderOf<Page> {
  const still = { styles: [hashSource(stylesheet)] };
  const made = new Map<string, string>();
  const hashOf = (text: string): string => {
    const hash = made.get(text) ?? hashSource(text);
    made.set(text, hash);
    return hash;
  };
  return (frame) =>
    (response, status, page, headers = {}) => {
      const runs = running(page);
      const sources = runs === undefined ? still : { ...still, scripts: [hashOf(runs.text)], asks: runs.asks };
      sendPage(response, status, frame(page), sources, headers);
    };
}
