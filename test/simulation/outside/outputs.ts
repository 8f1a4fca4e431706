import type { ExpectedOutput, JobAsk } from '#contexts/intake/domain/submission.ts';
import type { JobEnd } from '#contexts/operations/ports/executor.ts';
import type { Dice } from '../engine/dice.ts';
import type { Weather } from '../engine/weather.ts';

/** What a run printed, and whether its author would call it good: known because it was made so, and never by reading it. */
interface Printed {
  good: boolean;
  stdout: readonly string[];
  stderr: readonly string[];
  /** R14. The commit whose tree it really ran, or what else lay there. */
  tree: string;
}

/** By run. */
export type Prints = Map<string, Printed>;

type Count = Extract<ExpectedOutput, { kind: 'count' }>;

/** A count that must be small, beside a pattern so broad that it takes any line of it away (R7). */
export const counted: ExpectedOutput[] = [
  { kind: 'count', label: 'INVALID TOPICS', comparison: '=', value: 0 },
  { kind: 'pattern', pattern: '*TOPICS*' },
];
export const atMost: ExpectedOutput[] = [
  { kind: 'count', label: 'TOPICS NOT MIGRATED', comparison: '<=', value: 5 },
  { kind: 'pattern', pattern: '*TOPICS*' },
];

/** Good in calm weather; else now and then other output, noise, a crash, or nothing at all. */
export function endingOf(ask: JobAsk, runId: string, dice: Dice, weather: Weather): JobEnd<string[]> & { good: boolean } {
  const own = dice.fork(`output of ${runId}`);
  const count = ask.expectedOutput.find((entry): entry is Count => entry.kind === 'count');
  const ended = { seen: 'ended', cause: 'exited', exitCode: 0, stderr: [], observable: true } as const;
  const good = { ...ended, good: true, stdout: count === undefined ? ['done'] : goodCount(own, count), stderr: [] };
  const bad = { ...good, good: false };
  const roll = dice.next();
  if (!weather.has('bad_run')) return good;
  if (count !== undefined && own.chance(0.3)) return { ...bad, stdout: misleading(own, count) };
  if (roll < 0.6) return good;
  if (roll < 0.64) return { ...bad, stdout: ['done, and so on [TRUNCATED]'] };
  if (roll < 0.7) return { ...bad, stdout: ['something else'] };
  if (roll < 0.75) return { ...bad, stdout: [] };
  if (roll < 0.8) return { ...bad, stderr: ['RuntimeWarning: deprecated'] };
  if (roll < 0.88) return { ...bad, exitCode: 1, stderr: ['ValueError: no such topic'] };
  if (roll < 0.92) return { ...bad, cause: 'timed_out', exitCode: null };
  if (roll < 0.97) return { ...bad, cause: 'worker_lost', exitCode: null };
  return { ...bad, cause: 'cancelled', exitCode: null };
}

/** Zero is said, or left out, as these jobs do. */
function goodCount(dice: Dice, { label }: Count): string[] {
  return [...(dice.chance(0.5) ? [`${label}: 0`] : []), 'TOPICS PROCESSED SUCCESS: 37'];
}

/** Far too many, spelled as somebody's job might; each line names the label, and the broad pattern takes it. */
function misleading(dice: Dice, { label }: Count): string[] {
  const many = 1_000 + dice.below(9_000);
  const grouped = `${Math.floor(many / 1_000)},${String(many % 1_000).padStart(3, '0')}`;
  const line = dice.pick([
    `${label}: ${many}`,
    `${label}: ${grouped}`,
    `${label}: ${grouped.replace(',', ' ')}`,
    `${label}: ${grouped.replace(',', '\u202f')}`,
    `${label}: ${grouped.replace(',', '_')}`,
    `${label}: ${many} models`,
    `${label}: about ${many}`,
    `${label}: ${(many / 1_000).toFixed(2)}k`,
    `${label}: 0x${many.toString(16)}`,
    `${label} = ${fullWidth(many)}`,
    `\u001b[31m${label}: ${many}\u001b[0m`,
    `${label}: \u001b[1m${many}\u001b[0m`,
    `[2026-11-29 10:00:00] INFO ${label}: ${many}`,
    `INFO:root:${label}: ${grouped} (TOPICS)`,
    `SUCCESS: '${label}: ${many}'`,
    `${label.charAt(0)}${label.slice(1).toLowerCase()}: ${many} TOPICS`,
    `${label.toLowerCase()}: ${many} TOPICS`,
    `\u001b[1;31m${label}\u001b[0m: ${many} TOPICS`,
    `\u001b[33m${label.slice(0, 7)}\u001b[0m${label.slice(7)}: ${many} TOPICS`,
    `${label.replaceAll(' ', '  ')}: ${many} TOPICS`,
    `${label}:\u00a0${many}`,
    `${label}: unknown`,
  ] as const);
  return dice.chance(0.3) ? [line, 'TOPICS PROCESSED SUCCESS: 37'] : [line];
}

function fullWidth(count: number): string {
  return String(count).replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
}
