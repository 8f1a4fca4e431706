import { z } from 'zod';
import { missedWays, overlapWays } from '#contexts/schedules/domain/state.ts';
import { slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { jsonOf } from '#products/rehearsal/contracts/operation-options.ts';
import type { Given } from '#products/rehearsal/contracts/operations/define.ts';

/** Its name is its id. */
export const scheduleName = slug.regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, 'must be lower-case letters, digits and hyphens');

/** O7. What is set of a schedule; its times are judged where it is made. */
export const scheduleFields = {
  cron: z.string().max(200).optional(),
  at: z.string().max(40).optional(),
  zone: z.string().max(60).optional(),
  input: z.unknown().optional(),
  overlaps: z.enum(overlapWays).optional(),
  missed: z.enum(missedWays).optional(),
};

export const scheduleOptions = { cron: 'value', at: 'value', zone: 'value', input: 'value', overlaps: 'value', missed: 'value' } as const;

interface ScheduleGiven {
  cron?: string;
  at?: string;
  zone?: string;
  input?: unknown;
  overlaps?: (typeof overlapWays)[number];
  missed?: (typeof missedWays)[number];
}

/** As they were typed; `input` is JSON. */
export function scheduleGiven({ cron, at, zone, input, overlaps, missed }: Given['options'], problem: Given['problem']): ScheduleGiven {
  return {
    ...(cron === undefined ? {} : { cron }),
    ...(at === undefined ? {} : { at }),
    ...(zone === undefined ? {} : { zone }),
    ...(input === undefined ? {} : { input: jsonOf(input, '--input', problem) }),
    ...(overlaps === undefined ? {} : { overlaps: wayOf(overlaps, overlapWays, '--overlaps', problem) }),
    ...(missed === undefined ? {} : { missed: wayOf(missed, missedWays, '--missed', problem) }),
  };
}

function wayOf<W extends string>(text: string, ways: readonly [W, ...W[]], name: string, problem: Given['problem']): W {
  const found = ways.find((way) => way === text);
  if (found === undefined) problem(`${name} must be one of ${ways.join(', ')}`);
  return found ?? ways[0];
}
