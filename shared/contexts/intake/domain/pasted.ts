/** What comes along with a text that is copied from pages and mails, and that no eye sees: joiners, marks of direction, soft hyphens. */
const UNSEEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** I17. An address or a path as it was meant: without what no eye sees, blanks around it, and the brackets that mails put around addresses. */
export function asMeant(pasted: string): string {
  const seen = pasted.replaceAll(UNSEEN, '').trim();
  return (/^<([^<>]*)>$/.exec(seen)?.[1] ?? seen).trim();
}

/**
 * Where an address leads, as machines write it: another alphabet in punycode (`xn--…`), so that a letter that only looks like one of ours
 * is seen. Undefined for what is no address.
 */
export function hostOf(address: string): string | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(whole)) return undefined;
  const { hostname } = new URL(whole);
  return /^[a-z0-9.-]{1,253}$/.test(hostname) && hostname.includes('.') ? hostname : undefined;
}
