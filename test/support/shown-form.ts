import { tags, type Tag } from '#test/support/page-check.ts';

/** A form as a browser would send it: what its controls hold, in order. Radios and boxes that are not ticked are left out. */
export function shownForm(page: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const control of tags(page)) if (control.name === 'input') readInput(control, fields);
  for (const [, name = '', value = ''] of page.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n([^<]*)<\/textarea>/g))
    fields.set(plain(name), plain(value));
  for (const [, name = '', options = ''] of page.matchAll(/<select[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    const chosen = /<option value="([^"]*)" selected/.exec(options) ?? /<option value="([^"]*)"/.exec(options);
    fields.set(plain(name), plain(chosen?.[1] ?? ''));
  }
  return fields;
}

/** Names of what is shown as a control that can be ticked, chosen or typed into, hidden parts as well. */
export function controlsOf(page: string): { name: string; type: string; value: string }[] {
  return tags(page).flatMap(({ name: tag, attributes }) => {
    const of = new Map(attributes);
    const type = tag === 'input' ? (of.get('type') ?? 'text') : tag;
    if (!['input', 'textarea', 'select'].includes(tag) || type === 'hidden') return [];
    return [{ name: plain(of.get('name') ?? ''), type, value: plain(of.get('value') ?? '') }];
  });
}

function readInput({ attributes }: Tag, fields: Map<string, string>): void {
  const of = new Map(attributes);
  const ticks = ['radio', 'checkbox'].includes(of.get('type') ?? '');
  if (!ticks || of.has('checked')) fields.set(plain(of.get('name') ?? ''), plain(of.get('value') ?? ''));
}

const characters: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#96;': '`' };

function plain(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|#96);/g, (name) => characters[name] ?? name);
}
