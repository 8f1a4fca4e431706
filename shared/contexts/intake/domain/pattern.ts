/**
 * Patterns for expected output are globs, not regular expressions: a regular expression from a form can be made to run for years.
 * `*` stands for any run of characters, also none; `\*` and `\\` stand for themselves; all else stands for itself.
 * The whole line must match. Time grows with pattern × line at worst, never faster.
 */
export function matchesPattern(pattern: string, line: string): boolean {
  return patternOf(pattern).matches(line);
}

export interface Pattern {
  matches(line: string): boolean;
}

/** The same for any number of lines. */
export function patternOf(pattern: string): Pattern {
  const pieces = piecesOf(pattern);
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  const inner = pieces.slice(1, -1);
  if (pieces.length === 1) return { matches: (line) => line === first };
  return {
    matches: (line) =>
      line.length >= first.length + last.length &&
      line.startsWith(first) &&
      line.endsWith(last) &&
      holdsInOrder(inner, line, first.length, line.length - last.length),
  };
}

/** Each piece at its first place behind the one before: where that does not do, no other does. */
function holdsInOrder(pieces: readonly string[], line: string, from: number, end: number): boolean {
  let position = from;
  for (const piece of pieces) {
    const found = line.indexOf(piece, position);
    if (found < 0 || found + piece.length > end) return false;
    position = found + piece.length;
  }
  return true;
}

/** What is wrong with a pattern, or undefined. A pattern of stars alone would be met by anything, and so prove nothing. */
export function patternProblem(pattern: string): { code: string; message: string } | undefined {
  if (/\\(?![*\\])/.test(pattern.replaceAll('\\\\', ''))) {
    return { code: 'bad_pattern', message: 'In a pattern, a backslash may only stand before * or another backslash.' };
  }
  if (/^\**$/.test(pattern))
    return { code: 'bad_pattern', message: 'This pattern matches every line; say more about what the line contains.' };
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
