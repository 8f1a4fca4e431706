import type { ServerResponse } from 'node:http';
import { hashSource, sendPage } from './send-page.ts';

export type PageSender = (response: ServerResponse, status: number, html: string, headers?: Record<string, string>) => void;

/** Sends pages whose only style is this one, inlined: the policy names its hash, made once. */
export function createPageSender(stylesheet: string): PageSender {
  const sources = { styles: [hashSource(stylesheet)] };
  return (response, status, html, headers = {}) => sendPage(response, status, html, sources, headers);
}
