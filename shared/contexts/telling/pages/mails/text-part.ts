import type { Block } from '#contexts/telling/pages/mails/blocks.ts';
import { linesOf, oneLine } from '#html/text.ts';

/** What stands before the code; the code is alone on its line behind it (N2). */
export const CODE_LABEL = 'Confirmation code';

/**
 * The plain-text part. Lines that look like an action or a code are only ever ours: people and programs act on them, so
 * whatever else would read like one is marked as a quotation. `labels`: of every action that there is.
 */
export function renderText(blocks: readonly Block[], labels: readonly string[]): string {
  const ours = [...labels, CODE_LABEL].map((label) => label.toLowerCase());
  return `${blocks.map((block) => linesOfBlock(block, (line) => harmless(line, ours)).join('\n')).join('\n\n')}\n`;
}

function linesOfBlock(block: Block, safe: (line: string) => string): string[] {
  switch (block.block) {
    case 'text':
      return [safe(oneLine(block.text))];
    case 'heading':
      return [safe(oneLine(block.text)), '-'.repeat(Math.min(60, oneLine(block.text).length))];
    case 'part':
      return ['='.repeat(60), safe(oneLine(block.text)), '='.repeat(60)];
    case 'facts':
      return block.rows.map(({ label, value, url }) => safe(oneLine(`${label}: ${value}${url === undefined ? '' : ` <${url}>`}`)));
    case 'quote':
      return [safe(oneLine(`${block.label}:`)), ...linesOf(block.text.trim()).map((line) => `> ${line}`)];
    case 'list':
      return block.items.map((item) => `* ${oneLine(item)}`);
    case 'link':
      return [safe(oneLine(`${block.label}: ${block.url}`))];
    case 'actions':
      return [...block.actions.map(({ label, url }) => `${label}: ${url}`), `${CODE_LABEL}: ${block.code}`];
  }
}

function harmless(line: string, ours: readonly string[]): string {
  const before = line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+/u, '');
  return ours.some((label) => before.startsWith(label) && /^\s*:/.test(before.slice(label.length))) ? `> ${line}` : line;
}
