import { address, formed, text } from '../fields.ts';
import { field } from './field.ts';

/** `contributor.…` */
export const youFields = {
  name: field(text(100), {
    section: 'you',
    reads: 'text',
    input: { as: 'line', autocomplete: 'name' },
    label: 'Your name',
    required: true,
    google: { title: 'Your name' },
  }),
  email: field(address(), {
    section: 'you',
    reads: 'text',
    input: { as: 'line', type: 'email', autocomplete: 'email' },
    label: 'E-mail address',
    hint: 'We mail you a link to confirm that it is yours.',
    required: true,
    half: true,
    google: { title: 'Your e-mail address' },
  }),
  githubLogin: field(formed(39, /^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'A GitHub name has only letters, digits and hyphens, without @.'), {
    section: 'you',
    reads: 'text',
    input: { as: 'line', autocomplete: 'username' },
    label: 'GitHub name',
    hint: 'Without @.',
    required: true,
    half: true,
    google: { title: 'Your GitHub user name' },
  }),
};
