import { z } from 'zod';
import { slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { requestQueue } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

export const queueList = defineOperation(z.strictObject({ operation: z.literal('queue_list'), backend: slug.optional() }), {
  route: { method: 'GET', path: '/queue', summary: 'List who waits for a backend, in the order of the queue' },
  answer: requestQueue,
  permission: 'backends.read',
  on: ({ backend }) => (backend === undefined ? { anywhere: true } : { backend }),
})({
  words: ['queue'],
  also: ['queue', 'list'],
  positional: [],
  options: { backend: 'value' },
  about: 'list who waits for a backend, in order',
  make: ({ options: { backend } }) => ({ operation: 'queue_list', ...(backend === undefined ? {} : { backend }) }),
});
