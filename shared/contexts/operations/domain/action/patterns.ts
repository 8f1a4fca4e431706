import { bytewise } from '#contexts/operations/domain/action/bytes.ts';

/**
 * K3. Output patterns as they are walked along, folder by folder: `*` stands for any letters of one name but a dot at its beginning, so that no folder has to be
 * looked into that no pattern names. Names and patterns are bytes as latin1.
 */
export interface Walk {
  /** Patterns that go on below here: which one, and which of its parts names what lies here. */
  readonly open: readonly (readonly [pattern: number, part: number])[];
}

/** What a name is to the patterns that are open here. */
interface Met {
  /** Patterns that end with this name. */
  files: readonly number[];
  /** Undefined where no pattern goes on below it. */
  below: Walk | undefined;
}

export interface Patterns {
  start: Walk;
  meet(walk: Walk, name: string): Met;
}

export function openPatterns(patterns: readonly string[]): Patterns {
  const parts = patterns.map((pattern) => bytewise(pattern).split('/'));
  return {
    start: { open: parts.map((_, pattern) => [pattern, 0]) },
    meet({ open }, name) {
      const files: number[] = [];
      const below: [number, number][] = [];
      for (const [pattern, part] of open) {
        const wanted = parts[pattern]?.[part];
        if (wanted === undefined || !isLike(name, wanted)) continue;
        if (part + 1 === parts[pattern]?.length) files.push(pattern);
        else below.push([pattern, part + 1]);
      }
      return { files, below: below.length === 0 ? undefined : { open: below } };
    },
  };
}

/** Whether a name fits one part of a pattern. Takes at most as many steps as both have letters, multiplied, whatever they are. */
export function isLike(name: string, wanted: string): boolean {
  if (name.startsWith('.') && wanted.startsWith('*')) return false;
  let [at, seen, star, from] = [0, 0, -1, 0];
  while (seen < name.length) {
    if (wanted[at] === '*') {
      star = at;
      from = seen;
      at += 1;
    } else if (wanted[at] === name[seen]) {
      at += 1;
      seen += 1;
    } else if (star >= 0) {
      // The last star takes one letter more.
      from += 1;
      seen = from;
      at = star + 1;
    } else return false;
  }
  while (wanted[at] === '*') at += 1;
  return at === wanted.length;
}
