/** First match wins: most browsers say that they are several others, too. */
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;

const SYSTEMS = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

/** What a browser says it is, in a few of our own words: it tells one's sessions apart, and nothing of it is anybody's text. */
export function browserName(userAgent: string | undefined): string {
  const said = (userAgent ?? '').slice(0, 500);
  const named = (table: readonly (readonly [string, string])[]): string | undefined => table.find(([mark]) => said.includes(mark))?.[1];
  const browser = named(BROWSERS) ?? 'An unknown browser';
  const system = named(SYSTEMS);
  return system === undefined ? browser : `${browser} on ${system}`;
}
