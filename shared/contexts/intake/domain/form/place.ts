import { z } from 'zod';
import { modeLabels, runModes } from '../choices.ts';
import { formed, prose, text } from '../fields.ts';
import { field } from './field.ts';

/** Where it runs, and with what else it belongs together. */
export const placeFields = {
  /** Slug of the backend asked for. */
  backend: field(formed(63, /^[a-z0-9][a-z0-9-]*$/, 'This is not the name of a backend.').optional(), {
    section: 'more',
    reads: 'text',
    input: { as: 'backend' },
    label: 'Backend',
    half: true,
  }),
  mode: field(z.enum(runModes).optional(), {
    section: 'more',
    reads: 'text',
    input: { as: 'choice', labels: modeLabels },
    label: 'Mode',
    otherwise: 'deploy',
    half: true,
  }),
  group: field(text(100).optional(), {
    section: 'more',
    reads: 'text',
    input: { as: 'line' },
    label: 'Group',
    hint: 'Use the same words in each request of one larger move.',
    google: { title: 'Larger move that this belongs to' },
  }),
  /** I14. */
  productionPlan: field(prose().optional(), {
    section: 'more',
    reads: 'text',
    input: { as: 'area', rows: 4 },
    label: 'Production plan of the group',
    hint: 'Say what is done in production once all of it has passed, and in which order. The newest plan counts.',
    told: 'Production plan of the group',
    google: { title: 'Production plan of that move' },
  }),
};
