import { asSeen, codePoint, looksLike, nameOfLookAlike } from './look-alikes.ts';
import { blanked, coloursOf, invisiblesOf, withoutColours } from './plain.ts';

/** R8. What two lines have in common to the eye: white space once, no colours, look-alikes as ASCII, accents composed. */
export function seenAlike(line: string): string {
  if (/^[!-Z^-~]+(?: [!-Z^-~]+)*$/.test(line)) return line;
  return asSeen(blanked(withoutColours(line)))
    .normalize('NFC')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const aspects: readonly (readonly [name: string, of: (line: string) => string])[] = [
  ['terminal colours', coloursOf],
  ['white space at the end', (line) => bare(line).slice(bare(line).trimEnd().length)],
  ['white space at the beginning', (line) => bare(line).slice(0, bare(line).length - bare(line).trimStart().length)],
  ['the white space between words', (line) => (bare(line).trim().match(/\s+/g) ?? []).join('|')],
  ['characters without width', invisiblesOf],
  ['control characters', (line) => (blanked(withoutColours(line)).length === bare(line).length ? '' : controlsOf(line))],
  ['how accents are composed', (line) => (letters(line).normalize('NFC') === letters(line) ? '' : 'decomposed')],
  [
    'look-alike characters',
    (line) =>
      Array.from(letters(line).normalize('NFC'))
        .filter((one) => isLookAlike(one))
        .join(''),
  ],
];

/** Why two lines that look the same are not; undefined where they are the same, or an eye sees the difference. */
export function hiddenDifference(expected: string, actual: string): string | undefined {
  if (expected === actual || seenAlike(expected) !== seenAlike(actual)) return undefined;
  const names = aspects.filter(([, of]) => of(expected) !== of(actual)).map(([name]) => name);
  return `differs only in ${names.length === 0 ? 'characters that look the same' : names.join(' and ')}`;
}

function bare(line: string): string {
  return withoutColours(line).replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '');
}

function letters(line: string): string {
  return bare(line).replaceAll(/\s+/g, ' ');
}

function controlsOf(line: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  return (withoutColours(line).match(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g) ?? []).join('');
}

function isLookAlike(character: string): boolean {
  return looksLike(character) !== undefined || (character > '\u007f' && !/\s/.test(character) && character.normalize('NFKC') !== character);
}

const named: Record<string, string> = {
  '\t': 'tab',
  '\r': 'CR',
  '\u001b': 'ESC',
  '\u00a0': 'no-break space',
  '\u202f': 'narrow no-break space',
  '\u00ad': 'soft hyphen',
  '\u200b': 'zero-width space',
  '\ufeff': 'byte order mark',
};

/** The line with what no eye sees pointed at: blanks at the ends and in rows as `·`, all else by name in `‹ ›`. */
export function pointedAt(line: string): string {
  const from = line.length - line.trimStart().length;
  const to = line.trimEnd().length;
  let text = '';
  let at = 0;
  for (const character of line) {
    const isOdd = character === ' ' && (at < from || at >= to || line[at - 1] === ' ' || line[at + 1] === ' ');
    text += isOdd ? '·' : pointed(character);
    at += character.length;
  }
  return text;
}

function pointed(character: string): string {
  const name = named[character];
  if (name !== undefined) return `‹${name}›`;
  if (/[!-~ ]/.test(character)) return character;
  if (/[\p{Default_Ignorable_Code_Point}\p{C}\s\u2800]/u.test(character)) return `‹${codePoint(character)}›`;
  if (/\p{M}/u.test(character)) return `${character}‹${codePoint(character)}›`;
  return isLookAlike(character) ? `${character}‹${nameOfLookAlike(character)}›` : character;
}
