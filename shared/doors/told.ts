import type { LinkSigner } from './action-links.ts';

const FIELD = 'told';
const LIFE = 5 * 60_000;

/**
 * After an action the browser is led to a page that says what became of it. The address names one of a closed list of messages, signed and for a
 * few minutes: nobody can send others a page that says what never happened.
 */
export function withMessage(path: string, code: string, links: Pick<LinkSigner, 'seal'>, now: number): string {
  const [page = '/', fragment] = path.split('#', 2);
  const [place = '/', query = ''] = page.split('?', 2);
  const fields = new URLSearchParams(query);
  fields.set(FIELD, links.seal(FIELD, `${code}.${(now + LIFE).toString(36)}`));
  return `${place}?${fields.toString()}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** The code of the message that an address asks for. */
export function messageIn(target: string, links: Pick<LinkSigner, 'unseal'>, now: number): string | undefined {
  const sealed = new URLSearchParams(target.split('#', 1)[0]?.split('?', 2)[1]).get(FIELD);
  const [code, until = '', ...more] = (sealed === null ? undefined : links.unseal(FIELD, sealed))?.split('.') ?? [];
  return more.length === 0 && parseInt(until, 36) > now ? code : undefined;
}
