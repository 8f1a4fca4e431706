import { z } from 'zod';
import { text } from '../fields.ts';
import { field } from './field.ts';

/** `feature.…` */
export const featureFields = {
  thirdPartyApis: field(z.array(text(200)).min(1, 'Name at least one.').max(20, 'At most 20.'), {
    section: 'feature',
    only: ['feature'],
    reads: 'lines',
    input: { as: 'area', rows: 2 },
    label: 'Third-party APIs',
    required: 'sometimes',
    hint: 'One a line.',
    google: { title: 'Third-party interfaces', help: 'Of a feature, one a line.' },
  }),
  testSteps: field(text(10_000, 'prose'), {
    section: 'feature',
    only: ['feature'],
    reads: 'text',
    input: { as: 'area', rows: 5 },
    label: 'Steps of the test',
    required: 'sometimes',
    google: { title: 'How to test the feature' },
  }),
};
