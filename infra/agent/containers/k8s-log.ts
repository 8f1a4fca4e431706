/** What one stream said, in the order in which it came. */
export interface LogPiece {
  stream: 'stdout' | 'stderr';
  bytes: Buffer;
}

const NEWLINE = 10;
const SPACE = 32;

/**
 * Reads what podman's `k8s-file` driver writes, in whatever pieces it comes. A line each: time, stream, `F` or `P`, and what was said; behind `P` the line of output
 * goes on with the stream's next.
 */
export function readK8sLog(): { take(bytes: Buffer): LogPiece[] } {
  let rest: Buffer = Buffer.alloc(0);
  return {
    take(bytes) {
      const pieces: LogPiece[] = [];
      const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      let from = 0;
      for (let end = all.indexOf(NEWLINE); end !== -1; end = all.indexOf(NEWLINE, from)) {
        const piece = pieceOf(all.subarray(from, end + 1));
        if (piece !== undefined) pieces.push(piece);
        from = end + 1;
      }
      rest = Buffer.from(all.subarray(from));
      return joined(pieces);
    },
  };
}

function pieceOf(line: Buffer): LogPiece | undefined {
  const first = line.indexOf(SPACE);
  const second = line.indexOf(SPACE, first + 1);
  const third = line.indexOf(SPACE, second + 1);
  const stream = line.toString('latin1', first + 1, second);
  if (first === -1 || second === -1 || third === -1 || (stream !== 'stdout' && stream !== 'stderr')) return undefined;
  const isWhole = line.toString('latin1', second + 1, third).startsWith('F');
  return { stream, bytes: line.subarray(third + 1, isWhole ? line.length : line.length - 1) };
}

/** One piece for what a stream said at a stretch: a line each would be many small writes. */
function joined(pieces: readonly LogPiece[]): LogPiece[] {
  const all: { stream: LogPiece['stream']; parts: Buffer[] }[] = [];
  for (const { stream, bytes } of pieces) {
    const last = all.at(-1);
    if (last?.stream === stream) last.parts.push(bytes);
    else all.push({ stream, parts: [bytes] });
  }
  return all.map(({ stream, parts }) => ({ stream, bytes: Buffer.concat(parts) }));
}
