/* oxlint-disable no-control-regex -- control characters are what is looked for */

/** Colours and cursor moves of a terminal: as they are, as programs spell them (`\x1b[31m`, `␛[0m`), and with their first character lost. */
const colours =
  /(?:\u001b|\u241b|\\x1b|\\u001b|\\033|\\e|\^\[)(?:\[[0-?]{0,40}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)?|[@-Z\\^_])|\u009b[0-?]{0,40}[ -/]{0,4}[@-~]|\[\d{1,3}(?:;\d{1,3}){0,8}m/gi;
/** Without width: joiners, direction marks, soft hyphens, byte order marks, variation selectors, tags. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
const blanks = /[\p{Zs}\u2800]/gu;
const breaks = /[\t-\r\u0085\u2028\u2029]/g;
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
/** Nothing in it that this file would change. */
const untouched = /^[ -Z^-~]*$/;

export function withoutColours(line: string): string {
  return /[\u001b\u009b\u241b[\\^]/.test(line) ? line.replace(colours, '') : line;
}

export function coloursOf(line: string): string {
  return (line.match(colours) ?? []).join('');
}

export function invisiblesOf(line: string): string {
  return (withoutColours(line).match(invisible) ?? []).join('');
}

/**
 * What somebody reads on the line: no colours, nothing without width, every blank a blank and everything that breaks or tabulates a tab.
 * What a program wrote as an escape (`\xa0`, `\u00a0`, `\n`) counts as what it stands for. White space at both ends is gone.
 */
export function plainText(line: string): string {
  if (untouched.test(line)) return line.trim();
  return blanked(withoutColours(unescaped(withoutColours(line)))).trim();
}

/**
 * The same where every mark stands between two words instead of within one: a blank for each (`ok\0INVALID: 3`, `ok\x1b[31mINVALID: 3`).
 * A backspace takes what stands before it, as on a terminal.
 */
export function partedText(line: string): string {
  if (untouched.test(line)) return line.trim();
  const text = unescaped(overstruck(line).replace(colours, ' ')).replace(colours, ' ');
  return text.replace(invisible, ' ').replace(blanks, ' ').replace(breaks, '\t').replace(controls, ' ').trim();
}

function overstruck(line: string): string {
  if (!line.includes('\b')) return line;
  const shown: string[] = [];
  for (const character of line)
    if (character === '\b') shown.pop();
    else shown.push(character);
  return shown.join('');
}

/** `plainText`, with escapes and white space at both ends left as they are. */
export function blanked(text: string): string {
  return text.replace(invisible, '').replace(blanks, ' ').replace(breaks, '\t').replace(controls, '');
}

function unescaped(line: string): string {
  if (!line.includes('\\')) return line;
  return line.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([nrt]))/gi, (_all, two?: string, four?: string, sign?: string) => {
    if (sign !== undefined) return sign.toLowerCase() === 'n' ? '\n' : '\t';
    return String.fromCharCode(Number.parseInt(two ?? four ?? '20', 16));
  });
}

/** R6: the line was cut, whatever blanks, colours or quotes stand behind the mark. */
export function isTruncated(line: string): boolean {
  return line.includes('[TRUNCATED]') && /\[TRUNCATED\]["'`)\]}.,;\s]{0,20}$/.test(plainText(line.slice(-400)));
}
