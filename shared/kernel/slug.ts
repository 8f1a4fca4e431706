/**
 * X6, W5. The one form of names of whatever stands in keys, paths and records: lower-case letters, digits and hyphens, at most 40, a letter or a digit first and
 * last. Never the one of them that every object of the language has.
 */
export const SLUG = /^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

export function isSlug(text: string): boolean {
  return SLUG.test(text);
}
