import type { OutputStore } from '#contexts/operations/ports/output-store.ts';

/** A store with one long output, made when it is read; `reads` of it are counted. */
export interface ManyLines extends OutputStore {
  reads: () => number;
  /** More lines come. */
  grow: (chunks: number) => void;
}

export function manyLines({ chunks, perChunk, line }: { chunks: number; perChunk: number; line: (number: number) => string }): ManyLines {
  let [there, reads] = [chunks, 0];
  return {
    saveChunk: async () => undefined,
    purge: async () => undefined,
    async readChunk(_run, stream, seq) {
      reads += 1;
      if (stream !== 'stdout' || seq > there) return undefined;
      return Array.from({ length: perChunk }, (_, n) => line((seq - 1) * perChunk + n + 1));
    },
    reads: () => reads,
    grow: (more) => void (there += more),
  };
}
