/** Letters and signs of other scripts that look like one of ASCII, after that one. Those that NFKC takes for one another are not listed. */
const groups: readonly (readonly [ascii: string, others: string])[] = [
  ['A', 'АΑᎪꓮ'],
  ['B', 'ВΒᏴꓐ'],
  ['C', 'СϹᏟꓚ'],
  ['D', 'Ꭰꓓ'],
  ['E', 'ЕΕᎬꓰ'],
  ['F', 'Ϝꓝ'],
  ['G', 'ԌᏀꓖ'],
  ['H', 'НΗᎻꓧ'],
  ['I', 'ІΙӀꓲ'],
  ['J', 'ЈͿᎫꓙ'],
  ['K', 'КΚᏦꓗ'],
  ['L', 'Ꮮꓡ'],
  ['M', 'МΜᎷꓟ'],
  ['N', 'Νꓠ'],
  ['O', 'ОΟՕꓳ'],
  ['P', 'РΡᏢꓑ'],
  ['Q', 'Ԛ'],
  ['R', 'Ꭱꓣ'],
  ['S', 'ЅՏᏚꓢ'],
  ['T', 'ТΤᎢꓔ'],
  ['U', 'Սꓴ'],
  ['V', 'ѴᏙꓦ'],
  ['W', 'ԜᎳꓪ'],
  ['X', 'ХΧꓫ'],
  ['Y', 'УҮΥꓬ'],
  ['Z', 'ΖᏃꓜ'],
  ['a', 'аαɑ'],
  ['b', 'вЬь'],
  ['c', 'сϲ'],
  ['d', 'ԁ'],
  ['e', 'еҽ'],
  ['g', 'ɡց'],
  ['h', 'һհн'],
  ['i', 'іιıɩ'],
  ['j', 'јϳ'],
  ['k', 'кκ'],
  ['l', 'ӏ'],
  ['m', 'м'],
  ['n', 'ո'],
  ['o', 'оοօ'],
  ['p', 'рρ'],
  ['q', 'ԛգ'],
  ['s', 'ѕ'],
  ['t', 'тτ'],
  ['u', 'υս'],
  ['v', 'νѵ'],
  ['w', 'ԝ'],
  ['x', 'хχ'],
  ['y', 'уγү'],
  ['-', '‐‑‒–—―−˗'],
  ["'", '‘’‛ʼʹ′'],
  ['"', '“”„‟″'],
  [':', '∶꞉ː׃'],
  ['=', '᐀゠꓿'],
  [',', '‚٬'],
  ['/', '⁄∕'],
  ['|', 'ǀ∣│'],
];

const ascii = new Map(groups.flatMap(([one, others]) => Array.from(others, (other) => [other, one] as const)));

/** The sign of ASCII that this one looks like, or undefined. */
export function looksLike(character: string): string | undefined {
  return character === ' ' ? undefined : ascii.get(character);
}

/** The text with each look-alike as the sign that it is taken for; NFKC before. */
export function asSeen(text: string): string {
  // oxlint-disable-next-line no-control-regex -- ASCII is looked for
  if (/^[\u0000-\u007f]*$/.test(text)) return text;
  return Array.from(text.normalize('NFKC'), (character) => looksLike(character) ?? character).join('');
}

const scripts = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Lisu', 'Hebrew', 'Arabic'] as const;
const ofScript = scripts.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const);

/** What a look-alike is called where it is pointed at: its script, or its code point. */
export function nameOfLookAlike(character: string): string {
  return ofScript.find(([, pattern]) => pattern.test(character))?.[0] ?? codePoint(character);
}

/** `U+00A0`. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
