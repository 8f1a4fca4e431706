const encoder = new TextEncoder();

/** Of a text in UTF-8, as it is stored. */
export function bytesOf(text: string): number {
  return encoder.encode(text).length;
}
