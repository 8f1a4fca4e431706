import { z } from 'zod';

const list = z.array(z.looseObject({}));

/** A request's state as it is stored, as far as everything relies on it: each part has its own types, and its facts made it. */
export const requestSchema = z.looseObject({
  id: z.string().min(1),
  version: z.number().int().nonnegative(),
  status: z.string().min(1),
  submission: z.looseObject({ kind: z.string(), jobs: list, contributor: z.looseObject({}) }),
  submittedAt: z.number(),
  backend: z.string(),
  warnings: z.array(z.unknown()),
  gates: list,
  waivers: list,
  jobs: list,
  questions: list,
  clocks: list,
});
