import { z } from 'zod';
import { stepKinds, stepProgram, type StepKind } from '#contexts/operations/domain/programs.ts';
import type { programs } from '#contexts/operations/kinds/programs/table.ts';
import { name } from '#contexts/access/settings/texts.ts';

const base = {
  name,
  timeoutMinutes: z
    .number()
    .positive()
    .max(24 * 60),
};

type Fields<K extends StepKind> = (typeof programs)[K] extends { step: { fields: infer S extends z.ZodRawShape } } ? S : never;
type StepSchema = { [K in StepKind]: z.ZodObject<typeof base & { kind: z.ZodLiteral<K> } & Fields<K>, z.core.$strict> }[StepKind];

/** TypeScript cannot see that a kind and its fields belong together. */
function schemaOf(kind: StepKind): StepSchema {
  const { fields, wrong } = stepProgram(kind).step;
  const schema = z.strictObject({ ...base, kind: z.literal(kind), ...fields });
  const checked =
    wrong === undefined
      ? schema
      : schema.superRefine((step, context) => {
          const found = wrong(step);
          if (found !== undefined) context.addIssue({ code: 'custom', path: [found.field], message: found.message });
        });
  return checked as unknown as StepSchema;
}

/** One step of a deployment (D2), or one that runs when the backend's lease ends (D6): what its kind needs stands in `shared/contexts/operations/kinds/programs`. */
export const stepSettings = z.discriminatedUnion('kind', stepKinds.map(schemaOf) as [StepSchema, ...StepSchema[]]);
export type StepSettings = z.infer<typeof stepSettings>;
