/** The bytes of a name, of which each letter stands for one, as latin1 does. */
export function bytesOf(name: string): Uint8Array {
  return Uint8Array.from(name, (letter) => letter.charCodeAt(0));
}

/** The bytes of a text in UTF-8, each as one letter: as names on a disk are read. */
export function bytewise(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
