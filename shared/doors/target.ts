const MOST = 8_000;

/**
 * A request's target that can be read by everybody alike: a path on this host in printable ASCII, its percent-encodings whole UTF-8 without
 * NUL, no segment `.` or `..` in any spelling. Frameworks and proxies differ in what they make of the rest, so nothing of it goes on.
 */
export function isReadableTarget(target: string | undefined): boolean {
  if (target === undefined || target.length > MOST || !/^\/[\x21-\x7e]*$/.test(target)) return false;
  const path = decoded(target.split(/[?#]/, 1).join(''));
  return path !== undefined && !/[\0\\]/.test(path) && !path.split('/').some((segment) => segment === '.' || segment === '..');
}

/** A path's percent-encodings taken off once; undefined when they are broken or no UTF-8. */
export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
