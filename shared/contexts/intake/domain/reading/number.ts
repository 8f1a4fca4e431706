const bare = /^[+-]?\d{1,15}(?:\.0{1,2})?$/;
/** Groups of exactly three, one kind of mark between all of them, and no zero in front. A full stop is no such mark: `1.204` may be a fraction. */
const grouped = /^[+-]?[1-9]\d{0,2}([, '’_])\d{3}(?:\1\d{3}){0,3}$/;
const quotes = /^(["'`])([^"'`]*)\1$/;

/** The whole number that this text is, where no guess is needed; blanks and colours are taken off before. */
export function readNumber(text: string): number | undefined {
  const trimmed = text.trim().replace(/[.,;]$/, '');
  const [, , quoted] = quotes.exec(trimmed) ?? [];
  const signed = (quoted ?? trimmed).trim().replace(/^−/, '-');
  if (!bare.test(signed) && !grouped.test(signed)) return undefined;
  const value = Number(signed.replaceAll(/[, '’_]/g, ''));
  return Number.isSafeInteger(value) ? value + 0 : undefined;
}
