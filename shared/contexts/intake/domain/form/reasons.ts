import { z } from 'zod';
import { prose, requestId, text } from '../fields.ts';
import { field } from './field.ts';

/** What is kept as it was answered. */
export const reasonFields = {
  reason: field(prose().optional(), {
    section: 'what',
    reads: 'text',
    input: { as: 'area', rows: 3 },
    label: 'Reason',
    hint: 'Why must it run? Required for a branch.',
    hintFor: {
      existing_job: 'Required for an existing job, too.',
      feature: 'If a model changes: does data that is already stored need a job, too?',
    },
    required: 'sometimes',
    told: 'Reason',
    google: { title: 'Why is this needed?' },
  }),
  targetRelease: field(text(50).optional(), {
    section: 'release',
    reads: 'text',
    input: { as: 'release' },
    label: 'Target release',
    google: { title: 'Target release' },
  }),
  essential: field(z.boolean().optional(), {
    section: 'release',
    reads: 'tick',
    input: { as: 'tick' },
    label: 'The release cannot do without it (essential)',
    short: 'Essential',
    google: { title: 'Is it essential for the release?' },
  }),
  essentialReason: field(prose().optional(), {
    section: 'release',
    reads: 'text',
    input: { as: 'area', rows: 2 },
    label: 'Why it is essential',
    hint: 'Required if it is.',
    required: 'sometimes',
    told: 'Why the release cannot do without it',
    google: { title: 'Why is it essential?' },
  }),
  /** Id of the earlier request. */
  resubmissionOf: field(requestId().optional(), {
    section: 'more',
    reads: 'text',
    input: { as: 'line' },
    label: 'Resubmission of',
    hint: 'Id of the earlier request.',
    google: { title: 'Earlier request that this repeats', help: 'Its id.' },
  }),
  whatWasFixed: field(prose().optional(), {
    section: 'more',
    reads: 'text',
    input: { as: 'area', rows: 3 },
    label: 'What was fixed since',
    short: 'What was fixed',
    hint: 'Required with a resubmission.',
    required: 'sometimes',
    told: ({ resubmissionOf }) => `What was fixed since ${resubmissionOf ?? 'the earlier request'}`,
    google: { title: 'What was fixed since?' },
  }),
  testedLocally: field(z.literal(true, { error: 'Test it on your own machine first, then confirm that here.' }), {
    section: 'local_test',
    reads: 'answer',
    input: { as: 'tick' },
    label: 'I have tested it on my own machine',
    short: 'Tested locally',
    required: true,
    google: { title: 'Did you test it on your own machine?' },
  }),
  localProof: field(prose().optional(), {
    section: 'local_test',
    reads: 'text',
    input: { as: 'area', rows: 3 },
    label: 'Proof of the local test',
    hint: 'What you ran and saw, or a link to it.',
    told: 'Tested locally',
    google: { title: 'What did your own test show?' },
  }),
};
