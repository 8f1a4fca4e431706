import { withoutTricks } from '#html/markup.ts';

export { maskAddresses } from '#kernel/address.ts';

// oxlint-disable-next-line no-control-regex -- these are what is looked for
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g;
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line, whatever it was before: for subjects, labels and the lines of a plain-text mail. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(unprintable, ' ').replace(turning, '').trim();
}

/** The lines of a longer text; every kind of line end counts. */
export function linesOf(text: string): string[] {
  // oxlint-disable-next-line no-control-regex -- vertical tab and form feed end lines, too
  return text.split(/\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/).map(withoutTricks);
}

/** At most `max` characters (as people count them), the last an ellipsis when something was cut. */
export function clip(text: string, max: number): string {
  const characters = Array.from(text);
  return characters.length <= max ? text : `${characters.slice(0, Math.max(0, max - 1)).join('')}…`;
}

/** The same, but the middle is left out: what names are told apart by often stands at their ends. */
export function clipMiddle(text: string, max: number): string {
  const characters = Array.from(text);
  const tail = Math.floor((max - 1) / 2);
  return characters.length <= max
    ? text
    : `${characters.slice(0, max - 1 - tail).join('')}…${characters.slice(characters.length - tail).join('')}`;
}

/** `1 job`, `2 jobs`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

export function shortSha(sha: string): string {
  return sha.slice(0, 7);
}

/** For the middle of a sentence; `API` and the like keep their case. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** People's own words, as they wrote them, with an end. */
export function ended(text: string): string {
  const trimmed = text.trim();
  return /[.!?…:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** What begins as we wrote it, seen in its type. What is put in first may be somebody's name or words, and a `string` may be anything. */
type BeginsOurs<T extends string> = T extends `${infer First}${string}` ? (string extends First ? false : true) : false;

type OursAlone<T extends string> = BeginsOurs<T> extends true ? [] : [never];

/** Of our own texts alone: what begins with people's words does not compile. */
export function capital<const T extends string>(text: T, ..._refused: OursAlone<T>): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** With a capital, and an end. Of our own texts alone, too. */
export function sentence<const T extends string>(text: T, ...refused: OursAlone<T>): string {
  return ended(capital(text, ...refused));
}

/** Those of the first lines that there is room for on a page, in bytes: signs that markup escapes take more. */
export function fittingLines(lines: readonly string[], room: number): string[] {
  let left = room;
  const end = lines.findIndex(
    (line) => (left -= new TextEncoder().encode(line).length + 5 * (line.match(/[&<>"']/g)?.length ?? 0) + 1) < 0,
  );
  return end < 0 ? [...lines] : lines.slice(0, end);
}
