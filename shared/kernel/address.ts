import { ownOf } from './tables.ts';
import { terminalOrder } from './terminal.ts';

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const form = new RegExp(`^(${atom}(?:\\.${atom})*)@((?:${label}\\.)+${label})$`);

/** Longest address that mail servers must take (RFC 5321), and its longest local part; both in characters. */
const MAX_ADDRESS = 254;
const MAX_LOCAL = 64;
const MAX_LABEL = 63;

/**
 * One plain address such as `ada@example.org`, and nothing that a mail program could read as more than one:
 * no quotes, comments, display names, lists, white space or characters outside ASCII. Stricter than the standard on purpose:
 * what passes here is written into mail headers and envelopes.
 */
export function isDeliverableAddress(text: string): boolean {
  if (text.length > MAX_ADDRESS) return false;
  const [, local, domain] = form.exec(text) ?? [];
  if (local === undefined || domain === undefined || local.length > MAX_LOCAL) return false;
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  return labels.every((part) => part.length <= MAX_LABEL) && last.length >= 2 && !/^[0-9]+$/.test(last);
}

const MASK = '•••@•••';
const SOMEBODY = /[^\s@<>"'(),;:[\]]{1,64}@[^\s@<>"'(),;:[\]]{1,255}/g;
/** What nobody sees, and may stand within an address: orders to a terminal (`grep --color` colours the @ alone), joiners, control characters. */
const UNSEEN = new RegExp(
  `${terminalOrder.source}|[\\p{Default_Ignorable_Code_Point}\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u2028\\u2029]`,
  'gu',
);

/** R12: output may hold people's addresses; nobody needs them to judge it. They are found in what is seen. A masked text masked again is the same. */
export function maskAddresses(text: string): string {
  // Most texts hold none, and the search looks ahead from every one of their characters.
  if (!text.includes('@')) return text;
  const unseen = [...text.matchAll(UNSEEN)];
  if (unseen.length === 0) return text.replace(SOMEBODY, MASK);
  let taken = 0;
  const hidden = unseen.map(({ 0: order, index }) => {
    const at = index - taken;
    taken += order.length;
    return { order, at };
  });
  return maskSeen(text.replace(UNSEEN, ''), hidden);
}

/** `hidden`: what stood before these characters of what is seen. Colours stay, what else was within an address goes with it. */
function maskSeen(seen: string, hidden: readonly { order: string; at: number }[]): string {
  const pieces: string[] = [];
  let [from, next] = [0, 0];
  const asFar = (end: number, write: (piece: string) => void): void => {
    for (let one = hidden[next]; one !== undefined && one.at <= end; one = hidden[(next += 1)]) {
      write(seen.slice(from, one.at));
      pieces.push(one.order);
      from = one.at;
    }
    write(seen.slice(from, end));
    from = end;
  };
  for (const { 0: address, index } of seen.matchAll(SOMEBODY)) {
    asFar(index, (piece) => pieces.push(piece));
    pieces.push(MASK);
    asFar(index + address.length - 1, () => undefined);
    from = index + address.length;
  }
  asFar(seen.length, (piece) => pieces.push(piece));
  return pieces.join('');
}

/** A value of plain JSON, with every text in it masked. */
export function withoutAddresses<T>(value: T): T;
export function withoutAddresses(value: unknown): unknown {
  if (typeof value === 'string') return maskAddresses(value);
  if (Array.isArray(value)) return value.map((part: unknown) => withoutAddresses(part));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]: [string, unknown]) => [key, withoutAddresses(part)]));
}

/** Providers that read dots in a local part as nothing; both of these names are one. */
const DOTLESS: Readonly<Record<string, string>> = { 'gmail.com': 'gmail.com', 'googlemail.com': 'gmail.com' };

/** G11. Whether two addresses lead to one mailbox as far as their spelling tells: letter case, `+tags`, and where the provider ignores them, dots. */
export function sameMailbox(one: string, other: string): boolean {
  return canonicalAddress(one) === canonicalAddress(other);
}

function canonicalAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = [
    address.slice(0, at).trim().toLowerCase(),
    address
      .slice(at + 1)
      .trim()
      .toLowerCase()
      .replace(/\.$/, ''),
  ];
  const plus = local.indexOf('+');
  const bare = plus > 0 ? local.slice(0, plus) : local;
  const dotless = ownOf(DOTLESS, domain);
  return dotless === undefined ? `${bare}@${domain}` : `${bare.replaceAll('.', '')}@${dotless}`;
}
