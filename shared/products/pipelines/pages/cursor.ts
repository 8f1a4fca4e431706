import type { Cursor } from '#products/pipelines/domain/shown/list.ts';

/** `<instant>~<id>`, as we wrote it in an address. */
export function readCursor(text: string | null): Cursor | undefined {
  const [, value = '', id = ''] = /^(\d{1,16})~([A-Za-z0-9_-]{1,100})$/.exec(text ?? '') ?? [];
  return id === '' ? undefined : { value: Number(value), id };
}

export function cursorText({ value, id }: Cursor): string {
  return `${value}~${id}`;
}

/** The address of a list with what is asked of it; what is left out, or empty, does not stand in it. */
export function listAddress(path: string, asked: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  );
  return `${path}${query.size === 0 ? '' : `?${query.toString()}`}`;
}
