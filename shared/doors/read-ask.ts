import { timingSafeEqual } from 'node:crypto';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { isHousePath } from './send-page.ts';

/** The fields of a page's form; several of one name, as boxes send them, are several lines of it. Empty for what is no UTF-8. */
export function readAskBody(body: Buffer): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(decode(body))) {
    const before = fields.get(name);
    const text = value.replaceAll('\r\n', '\n');
    fields.set(name, before === undefined ? text : `${before}\n${text}`);
  }
  return fields;
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return '';
  }
}

const LONGEST_PATH = 1_000;

/** Where a form leads back to: a page of this house, and never what is done there. */
export function backPath(path: string | undefined | null, otherwise = '/start'): string {
  return path !== undefined && path !== null && path.length <= LONGEST_PATH && isHousePath(path) && !path.startsWith('/do/')
    ? path
    : otherwise;
}

/** W3. Whether the form was on a page made for whoever sends it; a token, which no browser sends by itself, needs none. */
export function isTheirForm({ proof, door }: Pick<Principal, 'proof' | 'door'>, sent: string | undefined): boolean {
  if (proof === undefined) return door !== 'session';
  const [theirs, given] = [Buffer.from(proof), Buffer.from(sent ?? '')];
  return theirs.length === given.length && timingSafeEqual(theirs, given);
}
