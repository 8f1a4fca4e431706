import { z } from 'zod';
import { plainText } from '#products/pipelines/contracts/rap/text.ts';

/** As JSON, with the source of each number at hand: nanoseconds since 1970 are beyond what a number of ours holds exactly. */
const parse = JSON.parse as (text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown) => unknown;

/** Throws where it is no JSON, or is nested so deeply that nobody has meant it. */
export function parsePayload(text: string): unknown {
  return parse(text, (key, value, { source }) => (key === 'timestamp_ns' && typeof value === 'number' ? (source ?? '') : value));
}

/** What an update is made of. Its results are read one by one: whatever is wrong or unknown there is as if it were missing. */
export const updatePayload = z.object({
  task_id: plainText(200).min(1),
  stage: plainText(40),
  complete: z.boolean(),
  results: z.record(z.string(), z.unknown()).nullish(),
  /** A whole number as it was written. */
  timestamp_ns: z
    .string()
    .regex(/^\d{1,30}$/)
    .nullish(),
});
