import { SLUG } from '#kernel/slug.ts';
import { DOCUMENT_ID } from '#kernel/store/paths.ts';

/**
 * X6, P4. What the ids look like that stand in paths, keys and commands: one grammar for each kind, asked by every door before anything is
 * looked up. What does not fit names nothing, so `__proto__`, `..`, a broken encoding or ten thousand letters are simply not there.
 */
const grammars = {
  /** Of any stored document; a document's own kind may be narrower. */
  document: DOCUMENT_ID,
  request: /^[a-z0-9]{1,40}$/,
  /** Of something that is to be made. */
  slug: SLUG,
  /** Of somebody: none of the words that records, links and accounts have for others. */
  person: /^(?!(?:constructor|contributor|somebody|system)$)[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
  backend: /^[a-z0-9-]{1,40}$/,
  task: /^(?!\.{1,2}$)(?!__.*__$)[A-Za-z0-9._:@-]{1,200}$/,
  run: /^(?!\.{1,2}$)(?!__.*__$)[A-Za-z0-9._:@-]{1,200}$/,
  /** A signed link's last part: what it says, a dot, 128 bits in base64url. */
  link: /^[a-z0-9_.~-]{1,420}\.[A-Za-z0-9_-]{22}$/,
  /** A name as people gave it, decoded. */
  release: /^[^\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Bidi_C}]{1,200}$/u,
  message: /^[0-9a-z]{9}-[0-9a-z]{4}-[0-9a-f]{6}$/,
} as const;

export type IdKind = keyof typeof grammars;

export function isId(kind: IdKind, text: string): boolean {
  return grammars[kind].test(text);
}
