import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { sendAnswer } from './problem-json.ts';

export interface PageSources {
  /** CSP sources such as `'self'` or what `hashSource` gives; none unless given. */
  styles?: readonly string[];
  scripts?: readonly string[];
  /** They may ask this host, and no other; nothing where it is left out. */
  asks?: boolean;
}

/**
 * Headers of every page (X2). Pages are personal: nothing keeps them, frames them, or learns their address from a link on them but ourselves, whom
 * a browser must tell where a form comes from (X6: with `no-referrer` it would say `Origin: null`);
 * nothing runs or is loaded that is not named. Forms post only to ourselves.
 */
export function pageHeaders({ styles = [], scripts = [], asks = false }: PageSources = {}): Record<string, string> {
  const policy = [
    "default-src 'none'",
    ...(styles.length > 0 ? [`style-src ${styles.join(' ')}`] : []),
    ...(scripts.length > 0 ? [`script-src ${scripts.join(' ')}`] : []),
    ...(asks ? ["connect-src 'self'"] : []),
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex',
  };
}

/**
 * Of a form that nobody has sent yet: a browser's way back finds it as it was left, also without a script. A page that must not be stored is
 * loaded anew, and what was typed in it is gone.
 */
export const keptByBack = { 'cache-control': 'private, no-cache' };

/** The CSP source of one inline style or script; `text` is exactly what stands between its tags. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

export function sendPage(
  response: ServerResponse,
  status: number,
  html: string,
  sources: PageSources = {},
  headers: Record<string, string> = {},
): void {
  sendAnswer(response, { status, headers: { ...pageHeaders(sources), ...headers }, body: html });
}

/** Off to a provider that the settings name. */
export function redirectAway(response: ServerResponse, address: URL, headers: Record<string, string> = {}): void {
  sendAnswer(response, {
    status: 303,
    headers: { ...headers, location: address.href, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' },
    body: '',
  });
}

/** A path that every browser takes for one of the page's own host: no second slash in front, no backslash, printable ASCII. */
export function isHousePath(path: string): boolean {
  return /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(path);
}

/**
 * After a POST, to a page of ours. Throws on anything that is no plain path (`/status/x?y=1`): a redirect out of the house,
 * or a header broken in two, is a fault in the caller.
 */
export function redirectTo(response: ServerResponse, path: string, headers: Record<string, string> = {}): void {
  if (!isHousePath(path)) throw new TypeError('a redirect leads to a path of this house');
  sendAnswer(response, {
    status: 303,
    headers: { ...headers, location: path, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' },
    body: '',
  });
}
