import { createHash } from 'node:crypto';

/** What happened, in order. Two runs of one seed have the same hash, or something is not decided by the seed. */
export interface Record {
  line(text: string): void;
  hash(): string;
  /** Kept only when asked for: a replay prints them. */
  lines: readonly string[];
  count: number;
}

export function createRecord(keep: boolean): Record {
  const digest = createHash('sha256');
  const lines: string[] = [];
  let pending: string[] = [];
  const flush = (): void => {
    digest.update(pending.join('\n'));
    pending = [''];
  };
  const self = {
    count: 0,
    lines,
    line(text: string): void {
      self.count += 1;
      pending.push(text);
      if (keep) lines.push(text);
      if (pending.length > 200) flush();
    },
    hash(): string {
      flush();
      return digest.copy().digest('hex').slice(0, 16);
    },
  };
  return self;
}
