import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { Block } from '#contexts/telling/pages/mails/blocks.ts';
import { linesOf, oneLine } from '#html/text.ts';

/** What stands before the code; the code is alone on its line behind it (N2). */
export const CODE_LABEL = 'Confirmation code';

/**
 * The plain-text part. Lines that look like an action or a code are only ever ours: people and programs act on them, so
 * whatever else would read like one is marked as a quotation.
 */
export function renderText(blocks: readonly Block[]): string {
  return `${blocks.map((block) => linesOfBlock(block).join('\n')).join('\n\n')}\n`;
}

function linesOfBlock(block: Block): string[] {
  switch (block.block) {
    case 'text':
      return [harmless(oneLine(block.text))];
    case 'heading':
      return [harmless(oneLine(block.text)), '-'.repeat(Math.min(60, oneLine(block.text).length))];
    case 'part':
      return ['='.repeat(60), harmless(oneLine(block.text)), '='.repeat(60)];
    case 'facts':
      return block.rows.map(({ label, value, url }) => harmless(oneLine(`${label}: ${value}${url === undefined ? '' : ` <${url}>`}`)));
    case 'quote':
      return [harmless(oneLine(`${block.label}:`)), ...linesOf(block.text.trim()).map((line) => `> ${line}`)];
    case 'list':
      return block.items.map((item) => `* ${oneLine(item)}`);
    case 'link':
      return [harmless(oneLine(`${block.label}: ${block.url}`))];
    case 'actions':
      return [...block.actions.map(({ label, url }) => `${label}: ${url}`), `${CODE_LABEL}: ${block.code}`];
  }
}

/** `Undo` stands on a page. */
const ours = [...Object.values(actionKinds).map(({ label }) => label), 'Undo', CODE_LABEL].map((label) => label.toLowerCase());

function harmless(line: string): string {
  const before = line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+/u, '');
  return ours.some((label) => before.startsWith(label) && /^\s*:/.test(before.slice(label.length))) ? `> ${line}` : line;
}
