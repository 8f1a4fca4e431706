import { LARGEST_PIECE, type Piece, type Reading, type Refused } from '#contexts/operations/ports/executor.ts';

/** What is written once and no more: a chunk, a file. */
export interface Part {
  name: string;
  /** Bytes. */
  size: number;
  /** From byte `from` on, at most so many. Undefined when it is not there any more. */
  read(from: number, most: number): Promise<Uint8Array | undefined>;
}

/** The parts of one stream, in an order that stays, as many as are there by now. */
export interface Parts {
  /** It could be a part's name: what comes from outside is asked about no further otherwise. */
  isName(name: string): boolean;
  at(name: string): Promise<Part | undefined>;
  /** The first one, without a name. */
  after(name: string | undefined): Promise<Part | undefined>;
}

interface Place {
  part?: string;
  offset: number;
}

/** A character has no more bytes. */
const LONGEST = 4;
/** Parts of one piece: of very small ones a piece is smaller than it might be. */
const MOST_PARTS = 50;

/** R17. One piece of a stream that grows; it says where the next one begins. */
export async function readPiece(parts: Parts, { from, most }: Reading): Promise<Piece | Refused> {
  const place = placeOf(parts, from);
  if (place === undefined) return { refused: 'this is no place in what was written' };
  let text = '';
  let left = Math.min(Math.max(most, LONGEST), LARGEST_PIECE);
  let part = place.part === undefined ? await parts.after(undefined) : await parts.at(place.part);
  let [at, isAll] = [place, true];
  for (let count = 1; part !== undefined; count += 1) {
    const bytes = await readFrom(part, at.offset, left);
    text += new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    left -= bytes.length;
    at = { part: part.name, offset: at.offset + bytes.length };
    // What does not fit is for the next piece; what is not there any more is over.
    isAll = bytes.length === 0;
    if (at.offset < part.size) break;
    const next = await parts.after(part.name);
    isAll = next === undefined;
    if (left < LONGEST || count >= MOST_PARTS) break;
    part = next;
    if (next !== undefined) at = { part: next.name, offset: 0 };
  }
  return { text, next: textOf(at), isAll };
}

async function readFrom({ read, size }: Part, offset: number, most: number): Promise<Uint8Array> {
  const room = Math.min(most, size - offset);
  const bytes = room > 0 ? await read(offset, room) : undefined;
  if (bytes === undefined) return new Uint8Array();
  return offset + bytes.length >= size ? bytes : bytes.subarray(0, wholeCharacters(bytes));
}

/** How many of the bytes are whole characters; what is no text at all is given as it is. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(LONGEST, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return lengthFrom(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Of the character that begins with this byte. */
function lengthFrom(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : LONGEST;
}

function textOf({ part, offset }: Place): string {
  return part === undefined ? '' : `${offset}:${part}`;
}

/** Undefined for what no piece has said. */
function placeOf(parts: Parts, text = ''): Place | undefined {
  if (text === '') return { offset: 0 };
  const [, offset = '', part = ''] = /^(\d{1,15}):(.{1,300})$/.exec(text) ?? [];
  return part !== '' && parts.isName(part) ? { part, offset: Number(offset) } : undefined;
}
