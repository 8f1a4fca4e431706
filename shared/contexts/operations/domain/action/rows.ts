/** Counts the rows of a CSV file as its bytes come, in whatever pieces. */
export interface RowCounter {
  take(bytes: Uint8Array): void;
  /** Lines that hold something, below the first. Line breaks within quotes count: so nothing can be hidden behind an open quote. */
  rows(): number;
}

const NEWLINE = 10;
const RETURN = 13;

export function countRows(): RowCounter {
  let lines = 0;
  let isEmpty = true;
  return {
    take(bytes) {
      for (const byte of bytes) {
        const isEnd = byte === NEWLINE || byte === RETURN;
        if (!isEnd && isEmpty) lines += 1;
        isEmpty = isEnd;
      }
    },
    rows: () => Math.max(0, lines - 1),
  };
}
