/** A mail's content, written once and rendered twice: as plain text and as HTML. All texts are plain and may come from anybody. */
export type Block =
  /** One paragraph. */
  | { block: 'text'; text: string }
  | { block: 'heading'; text: string }
  /** Where another mail begins in a mail that brings several (N8). */
  | { block: 'part'; text: string }
  /** Names and values, one a line. */
  | { block: 'facts'; rows: FactRow[] }
  /** Several lines of somebody's own words. */
  | { block: 'quote'; label: string; text: string }
  | { block: 'list'; items: string[] }
  | { block: 'link'; label: string; url: string }
  /** N2: one link per possible action, and the code that all of them ask for. */
  | { block: 'actions'; actions: { label: string; url: string }[]; code: string };

export interface FactRow {
  label: string;
  value: string;
  url?: string;
}

export const text = (words: string): Block => ({ block: 'text', text: words });
export const heading = (words: string): Block => ({ block: 'heading', text: words });
export const part = (words: string): Block => ({ block: 'part', text: words });
export const quote = (label: string, words: string): Block => ({ block: 'quote', label, text: words });
export const link = (label: string, url: string): Block => ({ block: 'link', label, url });

/** Nothing at all when there is nothing to list. */
export function list(items: string[]): Block[] {
  return items.length === 0 ? [] : [{ block: 'list', items }];
}

export function facts(...rows: (FactRow | undefined)[]): Block {
  return { block: 'facts', rows: rows.filter((row) => row !== undefined) };
}

export function row(label: string, value: string | undefined, url?: string): FactRow | undefined {
  if (value === undefined || value === '') return undefined;
  return { label, value, ...(url === undefined ? {} : { url }) };
}
