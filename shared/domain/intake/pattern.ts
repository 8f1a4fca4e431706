/**
 * Patterns for expected output are globs, not regular expressions: a regular expression from a form can be made to run for years.
 * `*` stands for any run of characters, also none; `\*` and `\\` stand for themselves; all else stands for itself.
 * The whole line must match. Time grows with pattern × line at worst, never faster.
 */
export function matchesPattern(pattern: string, line: string): boolean {
  const pieces = piecesOf(pattern);
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return line === first;
  const last = pieces.at(-1) ?? '';
  if (line.length < first.length + last.length || !line.startsWith(first) || !line.endsWith(last)) return false;
  const end = line.length - last.length;
  let position = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = line.indexOf(piece, position);
    if (found < 0 || found + piece.length > end) return false;
    position = found + piece.length;
  }
  return true;
}

/** What is wrong with a pattern, or undefined. A pattern of stars alone would be met by anything, and so prove nothing. */
export function patternProblem(pattern: string): { code: string; message: string } | undefined {
  if (/\\(?![*\\])/.test(pattern.replaceAll('\\\\', ''))) {
    return { code: 'bad_pattern', message: 'In a pattern a backslash stands only before * or another backslash.' };
  }
  if (/^\**$/.test(pattern)) return { code: 'bad_pattern', message: 'This pattern is met by every line; say more of what the line holds.' };
  return undefined;
}

/** The literal texts between the stars. */
function piecesOf(pattern: string): string[] {
  const pieces = [''];
  for (const [token] of pattern.matchAll(/\\[*\\]|[^]/g)) {
    if (token === '*') pieces.push('');
    else pieces[pieces.length - 1] += token.length === 2 && token.startsWith('\\') ? token.slice(1) : token;
  }
  return pieces;
}
