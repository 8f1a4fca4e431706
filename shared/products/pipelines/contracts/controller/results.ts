import { z } from 'zod';
import { madePlain } from '#products/pipelines/contracts/rap/text.ts';

/** What an agent says of a run's end, as far as it is used here. */
export interface RunResults {
  /** Undefined where there is none. */
  exitCode: number | undefined;
  message: string | undefined;
  unmatched: boolean;
  /** Files were held back by the guard. */
  excluded: boolean;
  cancelled: boolean;
  /** The agent itself failed. */
  fault: string | undefined;
  outOfMemory: boolean;
  metrics: Record<string, string | number | boolean>;
}

const flag = z.boolean().catch(false);
const text = z.string().optional().catch(undefined);

const read = z.object({
  exit_code: z.union([z.string(), z.number()]).optional().catch(undefined),
  status_message: text,
  has_unmatched_patterns: flag,
  has_level4_excluded_files: flag,
  cancelled: flag,
  oom_killed: flag,
  error: z.unknown().optional(),
  job_metrics: z.record(z.string(), z.unknown()).catch({}),
});

/** Never throws: unknown keys may come, any may be missing or of another type. */
export function runResultsOf(given: Readonly<Record<string, unknown>>): RunResults {
  const told = read.parse(given);
  const message = madePlain(told.status_message ?? '', 500).trim();
  return {
    exitCode: codeOf(told.exit_code),
    message: message === '' ? undefined : message,
    unmatched: told.has_unmatched_patterns,
    excluded: told.has_level4_excluded_files,
    cancelled: told.cancelled,
    fault: faultOf(told.error),
    outOfMemory: told.oom_killed,
    metrics: metricsOf(told.job_metrics),
  };
}

function codeOf(given: string | number | undefined): number | undefined {
  const code = typeof given === 'string' ? (/^\s*-?\d{1,10}\s*$/.test(given) ? Number(given) : undefined) : given;
  return Number.isSafeInteger(code) && code !== undefined && code >= -0x8000_0000 && code <= 0xffff_ffff ? code : undefined;
}

/** `false`, or an object that says what went wrong. */
export function faultOf(given: unknown): string | undefined {
  if (given === undefined || given === null || given === false || given === '') return undefined;
  if (typeof given === 'string') return madePlain(given, 500);
  const said = z.object({ type: text, message: text }).safeParse(given);
  const words = said.success ? [said.data.type, said.data.message].filter((word) => word !== undefined && word !== '') : [];
  return words.length === 0 ? 'without a word' : madePlain(words.join(': '), 500);
}

const MOST_METRICS = 50;

/** Plain values alone: they are stored, and shown to every client that asks. */
function metricsOf(given: Readonly<Record<string, unknown>>): RunResults['metrics'] {
  const plain = Object.entries(given).flatMap(([name, value]): [string, string | number | boolean][] => {
    const key = madePlain(name, 100);
    if (key === '' || key === '__proto__') return [];
    if (typeof value === 'string') return [[key, madePlain(value, 200)]];
    return (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'boolean' ? [[key, value]] : [];
  });
  return Object.fromEntries(plain.slice(0, MOST_METRICS));
}
