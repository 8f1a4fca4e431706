/**
 * A branch or tag name that git takes and that no command line can mistake for an option. Git's own rules, narrowed to plain
 * characters: https://git-scm.com/docs/git-check-ref-format
 */
export function isGitRef(text: string): boolean {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._/+-]{0,199}$/.test(text)) return false;
  if (text.includes('..') || text.includes('//') || text.endsWith('/') || text.endsWith('.')) return false;
  return text.split('/').every((part) => !part.startsWith('.') && !part.startsWith('-') && !part.toLowerCase().endsWith('.lock'));
}
