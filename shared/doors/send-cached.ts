import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { sendAnswer } from './problem-json.ts';

export interface Cached {
  status?: number;
  contentType: string;
  body: string;
  headers?: Record<string, string>;
}

/**
 * Something that others keep a copy of, but may never show without asking whether it is still true: the copy's tag is compared, and an
 * unchanged one is not sent again (RFC 9110, 304). For what is public and has no secret in it.
 */
export function sendCached(response: ServerResponse, { status = 200, contentType, body, headers = {} }: Cached): void {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const common = {
    'cache-control': 'no-cache',
    etag,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
    ...headers,
  };
  if (status === 200 && isKnown(response.req.headers['if-none-match'], etag)) {
    response.writeHead(304, common).end();
    return;
  }
  sendAnswer(response, { status, headers: { 'content-type': contentType, ...common }, body });
}

/** Weak comparison, which is what RFC 9110 asks for here. */
function isKnown(given: string | undefined, etag: string): boolean {
  const tags = (given ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
