import { readFileSync } from 'node:fs';
import { markupOf } from './runbooks/markdown.ts';
import { writeOrCheck } from './tables/write-or-check.ts';

/** `npm run generate`: the runbooks of docs/guide/alerts.md, one a heading, as the pages that every installation has of them. */
const text = readFileSync('docs/guide/alerts.md', 'utf8');
const [, ...sections] = text.split(/^## /m);
const books = sections.map((section) => {
  const [title = '', ...lines] = section.split('\n');
  return { name: nameOf(title), title: titleOf(title), markup: markupOf(lines.join('\n')) };
});

/** `dead_letters`, and of a title in words its first ones. */
function nameOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/^_|_$/g, '');
}

function titleOf(title: string): string {
  const words = title.trim().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** As the formatter leaves it. */
function literal(value: string): string {
  return `\`${value.replace(/[\\`]|\$(?=\{)/g, '\\$&')}\``;
}

const rows = books.map(({ name, title, markup }) => `  ${name}: {\n    title: '${title}',\n    markup: ${literal(markup)},\n  },`);
writeOrCheck(
  'shared/products/rehearsal/pages/runbooks/table.ts',
  ['// Made by `npm run generate` from docs/guide/alerts.md.', 'export const runbooks = {', ...rows, '} as const;', ''].join('\n'),
);
