/** R12, R18. Takes secrets out of a stream of bytes, however it is cut. */
export interface Masker {
  /** What may go on of everything so far; what may be the beginning of a secret is held back. */
  push(bytes: Buffer): Buffer;
  /** The rest. Nothing more comes. */
  end(): Buffer;
}

const MARK = Buffer.from('***');
/** Shorter ones would be found in anything. */
const SHORTEST = 6;
/** Bytes that may be held back; an output that is all secret goes on masked. */
const MOST_HELD = 1024 * 1024;

/** Each secret as it is, line by line, and as base64, hexadecimal, percent code and JSON write it; line ends within it do not hide it. */
export function createMasker(secrets: readonly Buffer[]): Masker {
  const patterns = secrets.flatMap(spellings);
  let held = Buffer.alloc(0);

  function take(bytes: Buffer, isEnd: boolean): Buffer {
    held = Buffer.concat([held, bytes]);
    const places = placesOfText(held);
    const text = Buffer.from(places.map((at) => held[at] ?? 0));
    const hidden = rangesIn(text, patterns);
    const rest = isEnd || held.length > MOST_HELD ? text.length : safeEnd(text, patterns, hidden);
    const upTo = rest < text.length ? (places[rest] ?? held.length) : held.length;
    const out = masked(held.subarray(0, upTo), places, hidden);
    held = held.subarray(upTo);
    return out;
  }

  return { push: (bytes) => (patterns.length === 0 ? bytes : take(bytes, false)), end: () => take(Buffer.alloc(0), true) };
}

type Range = [from: number, to: number];

/** Of all bytes that end no line. */
function placesOfText(bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] !== 10 && bytes[at] !== 13) places.push(at);
  return places;
}

/** In order, and none inside another. */
function rangesIn(text: Buffer, patterns: readonly Buffer[]): Range[] {
  const found: Range[] = [];
  for (const pattern of patterns) {
    for (let at = text.indexOf(pattern); at !== -1; at = text.indexOf(pattern, at + 1)) found.push([at, at + pattern.length]);
  }
  const merged: Range[] = [];
  for (const [from, to] of found.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from < last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Up to where nothing that comes can complete a secret. */
function safeEnd(text: Buffer, patterns: readonly Buffer[], hidden: readonly Range[]): number {
  let safe = text.length;
  for (const pattern of patterns) {
    for (let length = Math.min(pattern.length - 1, text.length); length > text.length - safe; length -= 1) {
      if (text.subarray(text.length - length).equals(pattern.subarray(0, length))) safe = text.length - length;
    }
  }
  return hidden.find(([from, to]) => from < safe && safe < to)?.[0] ?? safe;
}

function masked(bytes: Buffer, places: readonly number[], hidden: readonly Range[]): Buffer {
  const parts: Buffer[] = [];
  let done = 0;
  for (const [from, to] of hidden) {
    const [begin, end] = [places[from] ?? bytes.length, (places[to - 1] ?? bytes.length) + 1];
    if (begin >= bytes.length) break;
    // The lines stay as many as they were.
    const lineEnds = bytes.subarray(begin, end).filter((byte) => byte === 10);
    parts.push(bytes.subarray(done, begin), MARK, Buffer.from(lineEnds));
    done = end;
  }
  return Buffer.concat([...parts, bytes.subarray(done)]);
}

function spellings(secret: Buffer): Buffer[] {
  const text = secret.toString('utf8').trim();
  const whole = [Buffer.from(text), ...text.split(/[\r\n]+/).map((line) => Buffer.from(line.trim()))];
  const raw = secret.toString('utf8') === text ? secret : Buffer.from(text);
  const encoded = [raw.toString('hex'), raw.toString('hex').toUpperCase(), encodeURIComponent(text), JSON.stringify(text).slice(1, -1)];
  const all = [...whole, ...[...encoded, raw.toString('base64'), ...base64s(raw)].map((one) => Buffer.from(one))];
  const bare = all.map((one) => one.filter((byte) => byte !== 10 && byte !== 13)).map((one) => Buffer.from(one));
  return bare.filter((one, at) => one.length >= SHORTEST && bare.findIndex((other) => other.equals(one)) === at);
}

/** What of its base64 follows from the secret alone, wherever it begins in what is encoded. */
function base64s(secret: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), secret])
      .toString('base64')
      .replaceAll('=', '');
    const sure = whole.slice(before === 0 ? 0 : before + 1, (before + secret.length) % 3 === 0 ? undefined : -1);
    return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
