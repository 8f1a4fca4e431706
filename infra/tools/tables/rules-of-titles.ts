/** Numbers of the rules with which titles in a test file begin: `test('I1 I2 the same …')`, also in a list of titles. Each once. */
export function rulesOfTitles(source: string): Set<string> {
  const titles = source.matchAll(/[([]\s*['"`]((?:[A-Z]\d{1,2}[ ,]+)+)[^\s'"`]/g);
  return new Set([...titles].flatMap(([, numbers = '']) => numbers.match(/[A-Z]\d+/g) ?? []));
}
