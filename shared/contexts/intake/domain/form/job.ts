import { z } from 'zod';
import { jobRoles, roleLabels } from '../choices.ts';
import { emptyOrText, formed, identifier, pasted, requestId } from '../fields.ts';
import { expectedOutputForm } from './expected-output.ts';
import { field } from './field.ts';

const step = formed(100, /^[A-Za-z][A-Za-z0-9_-]*$/, 'Use only letters, digits, hyphens and underscores, starting with a letter.');

const jobName = identifier().refine((name) => /.Job$/.test(name), {
  error: 'A job class’s name ends in Job.',
  params: { code: 'job_suffix' },
});

const moduleNamed = pasted(300).regex(/^(?:\.?[/\\])?(?:[A-Za-z_][A-Za-z0-9_-]*[./\\])*[A-Za-z_][A-Za-z0-9_]{0,99}(?:\.py)?$/, {
  error: 'A module’s name, its file or its dotted path: topic_migration_jobs, or core/jobs/batch_jobs/topic_migration_jobs.py.',
  abort: true,
});

const parameters = z
  .record(formed(100, /^[A-Za-z][A-Za-z0-9_]*$/, 'Use only letters, digits and underscores, starting with a letter.'), emptyOrText(1_000))
  .refine((all) => Object.keys(all).length <= 30, { error: 'At most 30 parameters.', params: { code: 'too_many' } });

/** `jobs[0].…`, before the parts of `auditEvidence`. */
export const jobFields = {
  name: field(jobName, {
    section: 'job',
    reads: 'text',
    input: { as: 'line' },
    label: 'Class name',
    hint: 'Ends in Job, such as MigrateTopicJob.',
    required: true,
    half: true,
    google: { title: 'class name' },
  }),
  role: field(z.enum(jobRoles), {
    section: 'job',
    reads: 'text',
    input: { as: 'choice', labels: roleLabels },
    label: 'Role',
    required: true,
    otherwise: 'other',
    half: true,
    google: { title: 'role', choices: roleLabels },
  }),
  module: field(moduleNamed.optional(), {
    section: 'job',
    reads: 'text',
    input: { as: 'line' },
    label: 'Module',
    hint: 'File of the job, such as topic_migration_jobs.',
    half: true,
    google: { title: 'module' },
  }),
  needs: field(z.array(step).max(20, 'At most 20.').optional(), {
    section: 'job',
    reads: 'commas',
    input: { as: 'line' },
    label: 'Runs after',
    hint: 'Steps of this request (their class names, unless you named them), separated by commas.',
    half: true,
    amongJobs: true,
    google: { title: 'runs after', help: 'Steps that must have passed, one a line.' },
  }),
  expectedOutput: field(z.array(expectedOutputForm).max(200, 'At most 200 lines.').optional(), {
    section: 'job',
    reads: 'expected',
    input: { as: 'area', rows: 4, mono: true },
    label: 'Expected output',
    hint: 'One per line. “~ CREATED * MODELS” is a pattern (* stands for anything); “= LABEL: 3”, “>= LABEL: 3” and “<= LABEL: 3” are counts; anything else is that exact line.',
    google: {
      title: 'expected output',
      help: 'One a line; “~ ” before a pattern; “= ”, “>= ” or “<= ” before “label: number”.',
    },
  }),
  safeToRerun: field(z.boolean().optional(), {
    section: 'job',
    reads: 'tick',
    input: { as: 'tick' },
    label: 'It is safe to run this job again after a failure',
    short: 'Safe to run again',
    google: { title: 'may it run again?' },
  }),
  step: field(step.optional(), {
    section: 'job_more',
    reads: 'text',
    input: { as: 'line' },
    label: 'Step',
    hint: 'A name of its own if the same job runs twice; otherwise its class name.',
    google: { title: 'name of the step', help: 'Only if one class runs twice.' },
  }),
  parameters: field(parameters.optional(), {
    section: 'job_more',
    reads: 'pairs',
    input: { as: 'area', rows: 3, mono: true },
    label: 'Parameters',
    hint: 'name=value, one a line.',
    google: { title: 'parameters', help: 'name=value, one a line.' },
  }),
};

/** `jobs[0].auditEvidence.…` */
export const auditFields = {
  requestId: field(requestId(), {
    section: 'job_more',
    reads: 'text',
    input: { as: 'line' },
    label: 'Earlier request whose audit passed',
    short: 'Earlier audit',
    hint: 'The request’s id, in place of an audit in this one.',
    half: true,
    forGroup: true,
  }),
  step: field(step.optional(), {
    section: 'job_more',
    reads: 'text',
    input: { as: 'line' },
    label: 'Step of that audit',
    short: 'Step of the earlier audit',
    half: true,
  }),
};

/** `jobs[0].…`, behind them. */
export const lastJobFields = {
  dataReviewed: field(z.boolean().optional(), {
    section: 'job_more',
    reads: 'tick',
    input: { as: 'tick' },
    label: 'I have reviewed the data that this job works on',
    short: 'Data reviewed',
    google: { title: 'was the data reviewed?' },
  }),
};
