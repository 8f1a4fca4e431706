import { invalid } from './spreadsheet.ts';

/** A mask such as `a(b,c/d),e.f`; nothing below a name means all of it. */
export type Mask = Map<string, Mask>;

/** Throws Refusal. */
export function parseMask(text: string): Mask {
  const tokens = text.match(/[A-Za-z*]+|[(),./]|./g) ?? [];
  let at = 0;
  function list(): Mask {
    const mask: Mask = new Map();
    do path(mask);
    while (tokens[at] === ',' && at++ >= 0);
    return mask;
  }
  function path(mask: Mask): void {
    const name = tokens[at++] ?? '';
    if (!/^[A-Za-z*]+$/.test(name)) throw invalid(`Error expanding 'fields' parameter. Cannot find matching fields for path '${text}'.`);
    const below = mask.get(name) ?? new Map<string, Mask>();
    mask.set(name, below);
    if (tokens[at] === '.' || tokens[at] === '/') {
      at += 1;
      path(below);
    } else if (tokens[at] === '(') {
      at += 1;
      for (const [key, value] of list()) below.set(key, value);
      if (tokens[at++] !== ')') throw invalid(`Error expanding 'fields' parameter: ${text}`);
    }
  }
  const mask = list();
  if (at < tokens.length) throw invalid(`Error expanding 'fields' parameter: ${text}`);
  return mask;
}

/** The masked part of a JSON value; empty objects stay, as the service leaves them. */
export function masked(value: unknown, mask: Mask): unknown {
  if (mask.size === 0 || mask.has('*')) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
      const below = mask.get(key);
      return below === undefined ? [] : [[key, masked(item, below)]];
    }),
  );
}
