import { outputLimits, truncatedMark } from '#contexts/operations/agent.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const NEWLINE = 10;
const RETURN = 13;

/** One line without its newline. What is not UTF-8 becomes U+FFFD; what is too long is cut between two characters and marked. */
export function renderLine(bytes: Buffer): string {
  if (bytes.length > outputLimits.lineBytes) return decoder.decode(bytes.subarray(0, wholeCharacters(bytes))) + truncatedMark;
  const end = bytes.at(-1) === RETURN ? bytes.length - 1 : bytes.length;
  return end === 0 ? '' : decoder.decode(bytes.subarray(0, end));
}

/** The newline at the end, if there is one, begins no further line. */
export function renderLines(bytes: Buffer): string[] {
  const lines: string[] = [];
  let from = 0;
  while (from < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, from);
    const to = newline === -1 ? bytes.length : newline;
    lines.push(renderLine(bytes.subarray(from, to)));
    from = to + 1;
  }
  return lines;
}

export function jsonBytes(line: string): number {
  return line === '' ? 2 : Buffer.byteLength(JSON.stringify(line));
}

function wholeCharacters(bytes: Buffer): number {
  let end: number = outputLimits.lineBytes;
  for (let back = 0; back < 3 && ((bytes[end] ?? 0) & 0xc0) === 0x80; back += 1) end -= 1;
  return end;
}
