import type { Given } from '#contexts/access/contracts/define-operation.ts';

export const limited = { limit: 'value' } as const;

export function needed(text: string | undefined, name: string, problem: Given['problem']): string {
  if (text === undefined || text.trim() === '') problem(`${name} is missing${name === '--why' ? ': it stays on the record' : ''}`);
  return text ?? '';
}

export function limitOf({ limit }: Given['options'], problem: Given['problem']): { limit?: number } {
  if (limit === undefined) return {};
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 100) problem('--limit must be a whole number from 1 to 100');
  return { limit: Number(limit) };
}

/** As `next` was printed: `<instant>/<key>`. */
export function afterOf(after: string | undefined, problem: Given['problem']): { after?: { value: number; id: string } } {
  if (after === undefined) return {};
  const [, value = '', id = ''] = /^(\d{1,16})\/(.+)$/.exec(after) ?? [];
  if (id === '') problem('--after must be the value that the previous page gave as next');
  return { after: { value: Number(value), id } };
}

/** Names that were given as one text, with commas between them. */
export function namesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
