import { z } from 'zod';
import { comparisons } from '../choices.ts';
import { ruled, text } from '../fields.ts';
import { patternProblem } from '../pattern.ts';

export const expectedOutputForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exact'), line: text(1_000, 'output') }),
  z.strictObject({ kind: z.literal('pattern'), pattern: ruled(500, patternProblem, 'output') }),
  z.strictObject({
    kind: z.literal('count'),
    label: text(200),
    comparison: z.enum(comparisons),
    value: z.int().min(0, 'At least 0.').max(1e12, 'At most 1000000000000.'),
  }),
]);
