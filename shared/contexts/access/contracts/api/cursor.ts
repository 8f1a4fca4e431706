/** Where a page of a list ended. */
export interface Place {
  value: number;
  id: string;
}

/** P7. The text that programs hand back to go on. */
export function cursorOf({ value, id }: Place): string {
  const bytes = new TextEncoder().encode(JSON.stringify([value, id]));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/** Most letters of one: an id is short. */
const MOST = 2_000;

/** Undefined for what is none. */
export function placeAt(cursor: string): Place | undefined {
  if (cursor.length > MOST || !/^[A-Za-z0-9_-]+$/.test(cursor)) return undefined;
  try {
    const text = atob(cursor.replace(/-/g, '+').replace(/_/g, '/'));
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (sign) => sign.charCodeAt(0))));
    if (!Array.isArray(read)) return undefined;
    const [value, id, ...more] = read as unknown[];
    return typeof value === 'number' && typeof id === 'string' && more.length === 0 ? { value, id } : undefined;
  } catch {
    return undefined;
  }
}
