import { z } from 'zod';
import { address, emptyOrText, formed, identifier, pasted, ruled, text } from './fields.ts';
import { patternProblem } from './pattern.ts';
import { isGitRef } from './git-ref.ts';
import { comparisons, docParts, jobRoles, requestKinds, runModes } from './submission.ts';

/** I4. The form as it comes over the wire. Rules between fields are in rules.ts; the API's description is generated from this. */

const step = formed(100, /^[A-Za-z][A-Za-z0-9_-]*$/, 'Only letters, digits, hyphens and underscores, beginning with a letter.');
const requestId = formed(40, /^[a-z0-9][a-z0-9-]*$/, 'This is not the id of a request.');
const prose = () => text(4_000, 'prose');

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

const jobName = identifier().refine((name) => /.Job$/.test(name), {
  error: 'A job class’s name ends in Job.',
  params: { code: 'job_suffix' },
});

const parameters = z
  .record(formed(100, /^[A-Za-z][A-Za-z0-9_]*$/, 'Only letters, digits and underscores, beginning with a letter.'), emptyOrText(1_000))
  .refine((all) => Object.keys(all).length <= 30, { error: 'At most 30 parameters.', params: { code: 'too_many' } });

export const jobForm = z.strictObject({
  name: jobName,
  step: step.optional(),
  module: pasted(300)
    .regex(/^(?:\.?[/\\])?(?:[A-Za-z_][A-Za-z0-9_-]*[./\\])*[A-Za-z_][A-Za-z0-9_]{0,99}(?:\.py)?$/, {
      error: 'A module’s name, its file or its dotted path: topic_migration_jobs, or core/jobs/batch_jobs/topic_migration_jobs.py.',
      abort: true,
    })
    .optional(),
  role: z.enum(jobRoles),
  needs: z.array(step).max(20, 'At most 20.').optional(),
  parameters: parameters.optional(),
  expectedOutput: z.array(expectedOutputForm).max(200, 'At most 200 lines.').optional(),
  auditEvidence: z.strictObject({ requestId, step: step.optional() }).optional(),
  safeToRerun: z.boolean().optional(),
  dataReviewed: z.boolean().optional(),
});

const contributorForm = z.strictObject({
  name: text(100),
  email: address(),
  githubLogin: formed(39, /^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'A GitHub name has letters, digits and hyphens only, without @.'),
  emailVerified: z.boolean().optional(),
});

export const submissionForm = z.strictObject({
  formVersion: z.literal(1),
  submissionId: formed(100, /^[A-Za-z0-9_-][A-Za-z0-9._:-]*$/, 'Only letters, digits and . _ : -.'),
  contributor: contributorForm,
  kind: z.enum(requestKinds),
  pullRequest: pasted(500).optional(),
  ref: ruled(200, (value) => (isGitRef(value) ? undefined : { code: 'bad_ref', message: 'This is not a branch name.' })).optional(),
  jobs: z.array(jobForm).max(20, 'At most 20 jobs in one request.').optional(),
  feature: z
    .strictObject({
      thirdPartyApis: z.array(text(200)).min(1, 'Name at least one.').max(20, 'At most 20.'),
      testSteps: text(10_000, 'prose'),
    })
    .optional(),
  instructionsDoc: pasted(500),
  docCovers: z
    .strictObject(Object.fromEntries(docParts.map((part) => [part, z.boolean()])) as Record<(typeof docParts)[number], z.ZodBoolean>)
    .optional(),
  reason: prose().optional(),
  targetRelease: text(50).optional(),
  essential: z.boolean().optional(),
  essentialReason: prose().optional(),
  testedLocally: z.literal(true, { error: 'Test it on your own machine first, then say so here.' }),
  localProof: prose().optional(),
  resubmissionOf: requestId.optional(),
  whatWasFixed: prose().optional(),
  backend: formed(63, /^[a-z0-9][a-z0-9-]*$/, 'This is not the name of a backend.').optional(),
  group: text(100).optional(),
  productionPlan: prose().optional(),
  mode: z.enum(runModes).optional(),
});

export type SubmissionForm = z.infer<typeof submissionForm>;
export type JobForm = z.infer<typeof jobForm>;
