import { bytesOf } from '#contexts/operations/domain/action/bytes.ts';
import { actionLimits } from '#contexts/operations/domain/action/result.ts';

/** What nobody sees, or what turns what follows around: controls, formats, separators of lines, private and unknown letters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\\]/u;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A path that a job chose, as it may be shown: what cannot be read stands as `\xNN`, byte by byte, so that two names stay two; a long one is cut. */
export function shownName(path: string, most: number = actionLimits.name): string {
  const shown = textOf(path) ?? path;
  let text = '';
  for (const letter of shown) {
    text += UNSEEN.test(letter) || (shown === path && letter > '~') ? escaped(letter, shown === path) : letter;
    if (text.length > most)
      return `${text
        .slice(0, most - 1)
        .toWellFormed()
        .replaceAll('\ufffd', '?')}…`;
  }
  return text;
}

/** It is shown as it is: nothing in it has to be masked, so that it can be published under its own name. */
export function isPlain(path: string): boolean {
  const text = textOf(path);
  return text !== undefined && text.length <= actionLimits.name && !Array.from(text).some((letter) => UNSEEN.test(letter));
}

/** Undefined where these bytes, as latin1, are no UTF-8. */
function textOf(path: string): string | undefined {
  try {
    return decoder.decode(bytesOf(path));
  } catch {
    return undefined;
  }
}

function escaped(letter: string, isBytes: boolean): string {
  const bytes = isBytes ? [letter.charCodeAt(0)] : [...new TextEncoder().encode(letter)];
  return bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
