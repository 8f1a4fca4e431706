/** What a file system, or git in it, may take for `.git`: by case, by a short name, or behind characters that it ignores. */
const GIT_NAMES = /^(?:\.git|git~\d+)[\s.]*(?::.*)?$/i;
// The UTF-8 of what HFS+ ignores in names, as latin1.
const IGNORED = /\u00e2\u0080[\u008c-\u008f\u00aa-\u00ae]|\u00e2\u0081[\u00aa-\u00af]|\u00ef\u00bb\u00bf/g;

/** The path, or an error when writing it could reach outside of the checkout or into a repository. Bytes as latin1. */
export function checkPath(path: string): string {
  const wrong = path === '' || path.split('/').some((part) => part === '' || part === '.' || part === '..' || isGit(part));
  if (wrong) throw new Error(`a path that is not deployed: ${JSON.stringify(path.slice(0, 200))}`);
  return path;
}

function isGit(part: string): boolean {
  return GIT_NAMES.test(part.replaceAll(IGNORED, ''));
}
