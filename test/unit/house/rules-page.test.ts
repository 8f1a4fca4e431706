import { describe, expect, test } from '@jest/globals';
import { withTests } from '#infra/tools/rules-page.ts';
import { rulesOfTitles } from '#infra/tools/tables/rules-of-titles.ts';

describe('the page of rules', () => {
  test('Z1 a title begins with the numbers of its rules, whatever quotes it is in', () => {
    const source = [
      `  test('~I1 I2, X12 the same', () => {});`,
      'test.each([',
      '  [`~G7 a gate`, 1],',
      `])("~N9 %s", () => {});`,
      `  sheet.range('A1:C4');`,
      `  sheet.cell('~B2 ');`,
      `  test('nothing of C1', () => {});`,
    ]
      .join('\n')
      // Not to be taken for titles of this file.
      .replaceAll('~', '');
    expect([...rulesOfTitles(source)].toSorted()).toEqual(['G7', 'I1', 'I2', 'N9', 'X12']);
  });

  test('Z1 only the last column is made: what is written by hand stays', () => {
    const page =
      '# Rules\n\n| rule | what | built | where | test |\n|---|---|---|---|---|\n| I1 | signed | yes | [a](../a.ts) | [old](../old.ts) |\n| B3 | order | no |  |  |\n';
    const made = withTests(page, new Map([['I1', ['test/unit/x.test.ts', 'test/contract/store/y.ts']]]));
    expect(made).toContain('| I1 | signed | yes | [a](../a.ts) | [x](../test/unit/x.test.ts), [y](../test/contract/store/y.ts) |\n');
    expect(made).toContain('| B3 | order | no |  |  |\n');
    expect(withTests(made, new Map())).toContain('| I1 | signed | yes | [a](../a.ts) |  |');
  });
});
