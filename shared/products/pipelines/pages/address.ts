/** The address of a list with what is asked of it; what is left out, or empty, does not stand in it. */
export function listAddress(path: string, asked: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  );
  return `${path}${query.size === 0 ? '' : `?${query.toString()}`}`;
}
