import { quoted } from './problems.ts';

interface Known {
  name: string;
  hardCutoff?: number;
}

/** X2. What a release may be called where no calendar says: nothing that a sheet takes for a formula, or that turns the writing round. */
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N}._+/ -]{0,49}$/u;

/** What is wrong with a release that somebody named, as a sentence. `from`: only those that are cut after it will do. */
export function releaseProblem(name: string, known: readonly Known[], from?: number): string | undefined {
  if (known.length === 0)
    return PLAIN.test(name)
      ? undefined
      : 'The name of a release has at most 50 letters, digits, dots, hyphens and spaces, and starts with a letter or digit.';
  const row = known.find((one) => one.name === name);
  if (row === undefined) return `There is no release ${quoted(name)} in the calendar.`;
  if (from !== undefined && row.hardCutoff !== undefined && row.hardCutoff <= from)
    return `Release ${quoted(name)} has already been cut; name a later one.`;
  return undefined;
}
