import { z } from 'zod';
import { operationStates } from '#contexts/operations/domain/listing/listing.ts';
import { programNames } from '#contexts/operations/domain/programs.ts';
import type { Given } from '#products/rehearsal/contracts/operations/define.ts';
import { dayOrInstant } from '#kernel/day-or-instant.ts';
import { DAY, type Instant } from '#kernel/time.ts';

const LATEST = 8_640_000_000_000_000;
/** As programs write it, or in milliseconds. */
export const instant = z.union([
  z.int().min(0).max(LATEST),
  z.iso
    .datetime({ offset: true })
    .meta({ examples: ['2026-12-01T09:30:00Z'] })
    .transform((text) => Date.parse(text)),
]);

/** O6. By what operations are found. Whatever people typed: nobody need be known, and no backend need be there any more. */
export const filterFields = {
  program: z.enum(programNames).optional(),
  called: z.string().trim().min(1).max(500).optional(),
  at: z.string().trim().min(1).max(100).optional(),
  state: z.enum(operationStates).optional(),
  by: z.string().trim().min(1).max(200).optional(),
  since: instant.optional(),
  until: instant.optional(),
};

export const filterOptions = {
  program: 'value',
  name: 'value',
  backend: 'value',
  state: 'value',
  person: 'value',
  since: 'value',
  until: 'value',
} as const;

type Filter = { [F in keyof typeof filterFields]?: NonNullable<z.infer<(typeof filterFields)[F]>> };

/** As it was typed; everything wrong at once. */
export function filterGiven(options: Given['options'], problem: Given['problem']): Filter {
  const since = instantOf('since', options, 0, problem);
  const until = instantOf('until', options, DAY - 1, problem);
  if (since !== undefined && until !== undefined && since > until) problem('--since is later than --until');
  return {
    ...oneOf('program', programNames, options, problem),
    ...textOf('name', 'called', options, problem),
    ...textOf('backend', 'at', options, problem),
    ...oneOf('state', operationStates, options, problem),
    ...textOf('person', 'by', options, problem),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

function oneOf<N extends 'program' | 'state', V extends string>(
  name: N,
  known: readonly V[],
  options: Given['options'],
  problem: Given['problem'],
): { [K in N]?: V } {
  const given = options[name];
  if (given === undefined) return {};
  const found = known.find((one) => one === given);
  if (found === undefined) problem(`--${name} must be one of ${known.join(', ')}`);
  return found === undefined ? {} : ({ [name]: found } as { [K in N]?: V });
}

export function textOf<N extends string>(name: string, as: N, options: Given['options'], problem: Given['problem']): { [K in N]?: string } {
  const given = options[name];
  if (given === undefined) return {};
  if (given.trim() === '') problem(`--${name} is empty`);
  return { [as]: given } as { [K in N]?: string };
}

/** A day is meant from its beginning to its end, by UTC; `toEnd` is added to its beginning. */
export function instantOf(
  name: 'since' | 'until',
  options: Given['options'],
  toEnd: number,
  problem: Given['problem'],
): Instant | undefined {
  const given = options[name];
  if (given === undefined) return undefined;
  const at = dayOrInstant(given, toEnd);
  if (at === undefined) problem(`--${name} must be a day or an instant, such as 2026-11-30 or 2026-11-30T08:00Z`);
  return at;
}
