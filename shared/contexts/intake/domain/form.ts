import { z } from 'zod';
import { formed } from './fields.ts';
import { changeFields } from './form/change.ts';
import { featureFields } from './form/feature.ts';
import { schemasOf } from './form/field.ts';
import { coverFields, instructionFields } from './form/instructions.ts';
import { auditFields, jobFields, lastJobFields } from './form/job.ts';
import { placeFields } from './form/place.ts';
import { reasonFields } from './form/reasons.ts';
import { youFields } from './form/you.ts';

/** I4. The form as it comes over the wire: the fields of form/, and what nobody types. Rules between fields are in rules.ts; the API's description is generated from this. */

/** Most jobs of one request. */
export const MOST_JOBS = 20;

const jobForm = z.strictObject({
  ...schemasOf(jobFields),
  auditEvidence: z.strictObject(schemasOf(auditFields)).optional(),
  ...schemasOf(lastJobFields),
});

export const submissionForm = z.strictObject({
  formVersion: z.literal(1),
  submissionId: formed(100, /^[A-Za-z0-9_-][A-Za-z0-9._:-]*$/, 'Only letters, digits and . _ : -.'),
  contributor: z.strictObject({ ...schemasOf(youFields), emailVerified: z.boolean().optional() }),
  ...schemasOf(changeFields),
  jobs: z.array(jobForm).max(MOST_JOBS, `At most ${MOST_JOBS} jobs in one request.`).optional(),
  feature: z.strictObject(schemasOf(featureFields)).optional(),
  ...schemasOf(instructionFields),
  docCovers: z.strictObject(schemasOf(coverFields)).optional(),
  ...schemasOf(reasonFields),
  ...schemasOf(placeFields),
});

export type SubmissionForm = z.infer<typeof submissionForm>;
export type JobForm = z.infer<typeof jobForm>;
