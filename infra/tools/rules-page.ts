import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rulesOfTitles } from './tables/rules-of-titles.ts';
import { writeOrCheck } from './tables/write-or-check.ts';

/** `npm run generate`: the last column of docs/rules.md, the tests whose titles begin with the rule's number. The other columns are written by hand. */
export function withTests(page: string, tests: ReadonlyMap<string, readonly string[]>): string {
  return page.replace(/^(\| ([A-Z]\d+) \|(?:[^|]*\|){3})[^|]*\|$/gm, (_row, written: string, rule: string) => {
    const links = (tests.get(rule) ?? []).map((file) => `[${path.basename(file).replace(/(\.test)?\.ts$/, '')}](../${file})`);
    return `${written} ${links.join(', ')} |`;
  });
}

function testsByRule(root: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of globSync('test/**/*.ts', { cwd: root }).toSorted()) {
    for (const rule of rulesOfTitles(readFileSync(path.join(root, file), 'utf8'))) found.set(rule, [...(found.get(rule) ?? []), file]);
  }
  return found;
}

if (import.meta.main) {
  const root = path.resolve(import.meta.dirname, '../..');
  const file = path.join(root, 'docs/rules.md');
  writeOrCheck(file, withTests(readFileSync(file, 'utf8'), testsByRule(root)));
}
