import { z } from 'zod';
import { docPartLabels, docParts, kindsWithJobs, type DocPart } from '../choices.ts';
import { pasted } from '../fields.ts';
import { field, type Field, type Group } from './field.ts';

export const instructionFields = {
  instructionsDoc: field(pasted(500), {
    section: 'instructions',
    reads: 'text',
    input: { as: 'line', type: 'url' },
    label: 'Instructions document',
    hint: 'A Google Doc that the admins can open.',
    required: true,
    google: { title: 'Instructions for the admin', help: 'Address of the Google Doc.' },
  }),
};

const partTitles: Record<DocPart, string> = {
  verification: 'How to verify the outcome',
  expectedOutput: 'What output is expected',
  useOfOutput: 'What the output is used for',
  recovery: 'How to recover when it goes wrong',
  debugging: 'How to debug it',
};

/** `docCovers`: ticks of one question. */
export const coversGroup = { label: 'The document covers', google: { title: 'The instructions say' } } satisfies Group;

export const coverFields = Object.fromEntries(
  docParts.map((part) => [
    part,
    field(z.boolean(), {
      section: 'covers',
      only: kindsWithJobs,
      reads: 'answer',
      input: { as: 'tick' },
      label: docPartLabels[part],
      google: { title: partTitles[part] },
    }),
  ]),
) as Record<DocPart, Field<z.ZodBoolean>>;
