import type { PoolSizes } from '#contexts/backends/domain/slots.ts';
import type { Duration } from '#kernel/time.ts';

/** B7. How a backend's slots are given out, as its settings have it. */
export interface PoolRules {
  pools: PoolSizes;
  /** The first that fits says which pool, and how many slots. */
  rules: readonly PoolRule[];
  /** Q3. After so long a wait for the backend alone nothing new starts there beside what runs. */
  exclusiveAfter: Duration;
  /** After so long a wait slots are kept for one that takes more than are free. */
  heavyAfter: Duration;
}

/** Fits what all that it names fits; one that names nothing fits all. */
export interface PoolRule {
  /** Of the action's name; `*` stands for any letters. */
  action?: string;
  /** The first word of its command, without the version behind a colon. */
  command?: string;
  database?: boolean;
  pool: string;
  weight: number;
}

/** What is known of something that takes slots. */
export interface Placing {
  action: string;
  /** As it is written: `python:v2 analysis.py`. */
  command: string;
  usesDatabase: boolean;
}

export const DEFAULT_POOL = 'default';
/** All holders of a backend's slots stand in one document. */
export const MOST_SLOTS = 200;
const DATABASE_POOL = 'database';

/** Which pool it takes its slots from, and how many: by the first rule that fits; else one of the database's pool, if there is one and it uses the database, or of `default`. */
export function placeOf({ pools, rules }: Pick<PoolRules, 'pools' | 'rules'>, placing: Placing): { pool: string; weight: number } {
  const rule = rules.find((one) => fits(one, placing));
  if (rule !== undefined) return { pool: rule.pool, weight: rule.weight };
  return { pool: placing.usesDatabase && Object.hasOwn(pools, DATABASE_POOL) ? DATABASE_POOL : DEFAULT_POOL, weight: 1 };
}

function fits({ action, command, database }: PoolRule, placing: Placing): boolean {
  return (
    (action === undefined || matches(action, placing.action)) &&
    (command === undefined || command === programOf(placing.command)) &&
    (database === undefined || database === placing.usesDatabase)
  );
}

function programOf(command: string): string {
  return /^\s*([^\s:]*)/.exec(command)?.[1] ?? '';
}

/** In time that grows with both lengths, whatever the pattern. */
function matches(pattern: string, name: string): boolean {
  const [head = '', ...parts] = pattern.split('*');
  const tail = parts.pop();
  if (tail === undefined) return name === pattern;
  if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length) return false;
  let from = head.length;
  for (const part of parts) {
    const at = name.indexOf(part, from);
    if (at < 0 || at + part.length > name.length - tail.length) return false;
    from = at + part.length;
  }
  return true;
}
