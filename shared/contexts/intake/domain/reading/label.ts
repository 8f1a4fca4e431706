import { asSeen } from './look-alikes.ts';
import { bodiesOf, withoutLogPrefix } from './log-prefix.ts';
import { readNumber } from './number.ts';
import { partedText, plainText } from './plain.ts';

/** The label of an expected count, made ready to be looked for. */
export interface Label {
  /** Its letters and digits alone, as they look, in small letters: what a line that names it holds at the bounds of words. */
  squashed: string;
  /** The label at the start of a line, then what stands where the number should. */
  line: RegExp;
  plain: string;
}

/** One line of output, made ready for any number of labels. */
export interface LabelledLine {
  bodies: () => readonly string[];
  /** As somebody reads it; and, where that differs, with its marks between words: either may name a label. */
  readings: () => readonly Seen[];
}

/**
 * What a line says of a label (R7). `count`: its number, read without a guess. `unreadable`: a number, or a place for one, that cannot be
 * read. `mention`: the label is named, and another word stands between it and any number: prose, or a count of something else.
 */
export type Saying = { says: 'count'; value: number } | { says: 'unreadable' } | { says: 'mention' };

interface Seen {
  text: string;
  /** How much of it is a logger's. */
  prefix: () => number;
  squashed: string;
}

export function labelOf(label: string): Label {
  const plain = plainText(label)
    .replace(/[\s:=]+$/, '')
    .normalize('NFC');
  const words = plain.split(/\s+/).map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
  return {
    squashed: squash(plain).squashed,
    line: new RegExp(`^(["'\`]?)${words.join(String.raw`\s+`)}\\1(?:\\s*([:=])\\s*|\\s+)(.*)$`, 'iu'),
    plain: plain.toLowerCase(),
  };
}

export function labelledLine(line: string): LabelledLine {
  const text = plainText(line).normalize('NFC');
  return {
    bodies: lazily(() => bodiesOf(text)),
    readings: lazily(() => [...new Set([text, partedText(line).normalize('NFC')])].map(squash)),
  };
}

/** Most lines name no label, and need nothing more. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

export function sayingOf(label: Label, { bodies, readings }: LabelledLine): Saying | undefined {
  const naming = readings().filter(({ squashed }) => squashed.includes(label.squashed));
  if (naming.length === 0) return undefined;
  for (const body of bodies()) {
    const [, , sign, rest] = label.line.exec(body) ?? [];
    if (rest === undefined) continue;
    const value = readNumber(rest);
    if (value !== undefined) return { says: 'count', value };
    if (sign !== undefined) return { says: 'unreadable' };
  }
  const said = naming.map((seen) => named(label, seen));
  return said.find((saying) => saying?.says === 'unreadable') ?? said.find((saying) => saying !== undefined);
}

/** The label anywhere on the line, in look-alike letters, with other signs or none between its words. */
function named({ squashed, plain }: Label, seen: Seen): Saying | undefined {
  if (squashed === '') return plain !== '' && seen.text.includes(plain) ? { says: 'unreadable' } : undefined;
  const places = [...seen.text.matchAll(/[\p{L}\p{N}]/gu)].flatMap(({ 0: character, index }) =>
    Array.from({ length: character.length }, () => index),
  );
  let found: Saying | undefined;
  for (let at = seen.squashed.indexOf(squashed); at >= 0; at = seen.squashed.indexOf(squashed, at + 1)) {
    const from = places[at] ?? 0;
    const end = (places[at + squashed.length - 1] ?? 0) + 1;
    if (!isBound(seen.text, from) || !isBound(seen.text, end)) continue;
    if (isBesideNumber(seen.text.slice(Math.min(seen.prefix(), from), from), seen.text.slice(end))) return { says: 'unreadable' };
    found = { says: 'mention' };
  }
  return found;
}

/** Whether a word begins or ends here: `batch 1` is not named by `batch 12`. */
function isBound(text: string, at: number): boolean {
  const around = text.slice(Math.max(0, at - 1), at + 1);
  return around.length < 2 || !/^(?:[\p{L}\p{M}]{2}|\p{N}{2})$/u.test(around);
}

/** A number, or a sign that one should follow, with nothing between but marks and what stands in brackets. */
function isBesideNumber(before: string, after: string): boolean {
  const behind = after.slice(0, 200);
  const places = [behind, behind.replace(/^[\s"'`*_]{0,10}[([{][^()[\]{}]{0,100}[)\]}]/, '')];
  return /\p{N}[\s"'`*_(x×]{0,6}$/u.test(before.slice(-20)) || places.some((place) => numberFollows.test(place));
}

const numberFollows = /^(?:["'`*_)\]}\s]{0,10}(?:[:=]|[-=]>)|[^\p{L}\p{N}]{0,40}\p{N})/u;

function squash(text: string): Seen {
  const seen = asSeen(text)
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '');
  const small = seen.toLowerCase();
  return {
    text: small,
    squashed: small.replaceAll(/[^\p{L}\p{N}]+/gu, ''),
    prefix: lazily(() => seen.length - withoutLogPrefix(seen).length),
  };
}
