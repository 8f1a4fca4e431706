/**
 * Finds what stands at a path. Patterns are made of segments: `requests` is itself, `:name` any one, `*` at the end all the rest, at least
 * one character. The most exact pattern wins wherever it stands in the table; what nobody could tell apart is refused at start.
 * A pattern without `:` and `*` also stands for itself with a slash behind it.
 */
export function createRouter<T>(table: Iterable<readonly [pattern: string, value: T]>): (path: string) => T | undefined {
  const routes = [...table].map(([pattern, value]) => ({ pattern, rank: rankOf(pattern), found: regexOf(pattern), value }));
  const sorted = routes.toSorted((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  const twice = sorted.find(({ rank }, n) => rank === sorted[n - 1]?.rank);
  if (twice !== undefined) throw new Error(`two routes stand at ${twice.pattern}`);
  return (path) => sorted.find(({ found }) => found.test(path))?.value;
}

/** Sorts literals before `:name`, that before `*`; the same for patterns that the same paths fit. */
function rankOf(pattern: string): string {
  return pattern
    .split('/')
    .map((segment) => (segment === '*' ? '\uffff' : segment.startsWith(':') ? '\ufffe' : segment))
    .join('/');
}

function regexOf(pattern: string): RegExp {
  const isExact = !/\/[:*]/.test(pattern);
  const parts = pattern
    .split('/')
    .map((segment) => (segment === '*' ? '.+' : segment.startsWith(':') ? '[^/]+' : segment.replace(/[^A-Za-z0-9_-]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}${isExact && pattern !== '/' ? '/?' : ''}$`, 's');
}
