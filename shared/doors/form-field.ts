import { decoded } from './target.ts';

/** The one field of this name in an urlencoded body. Undefined where it is missing, came twice, or is no whole UTF-8. */
export function formField(body: Buffer, name: string): string | undefined {
  const values = body
    .toString('latin1')
    .split('&')
    .map((pair) => /^([^=]*)=?(.*)$/s.exec(pair) ?? [])
    .filter(([, key = '']) => text(key) === name)
    .map(([, , value = '']) => text(value));
  return values.length === 1 ? values[0] : undefined;
}

/** Every byte beyond ASCII should be encoded; one that is not is no text. */
function text(part: string): string | undefined {
  return /^[\x20-\x7e]*$/.test(part) ? decoded(part.replaceAll('+', ' ')) : undefined;
}
