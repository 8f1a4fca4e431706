import { z } from 'zod';
import { limit } from '#products/rehearsal/contracts/operation-fields.ts';
import { afterOf, limited, limitOf } from '#products/rehearsal/contracts/operation-options.ts';
import { knownPage } from '#products/rehearsal/contracts/answers/operations.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

const REPOSITORY = /^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;
const WRONG = 'must be OWNER/NAME of a repository';

/** O6. */
export const knownList = defineOperation(
  z.strictObject({
    operation: z.literal('known_list'),
    repository: z
      .string()
      .regex(REPOSITORY, WRONG)
      .meta({ examples: ['oppia/oppia'] }),
    called: z.string().trim().min(1).max(200).optional(),
    limit,
    /** `id`: the last of the page before. */
    after: z.strictObject({ value: z.number(), id: z.string().min(1).max(1_000) }).optional(),
  }),
  {
    route: {
      method: 'GET',
      path: '/known-jobs',
      names: { called: 'name' },
      looksUp: true,
      summary: 'List the jobs and actions that a repository has now, and how each ended last',
    },
    answer: knownPage,
    permission: 'jobs.read',
    on: everywhere,
  },
)({
  words: ['known', 'list'],
  positional: ['repository'],
  options: { name: 'value', ...limited, after: 'value' },
  about: 'list the jobs and actions that a repository has now, how each ended last, and how to start it anew; --name is part of a name',
  make({ positional: [repository], options, problem }) {
    const { name } = options;
    if (repository !== undefined && !REPOSITORY.test(repository)) problem(`<repository> ${WRONG}, such as oppia/oppia`);
    if (name?.trim() === '') problem('--name is empty');
    return {
      operation: 'known_list',
      repository: repository ?? '',
      ...(name === undefined ? {} : { called: name }),
      ...limitOf(options, problem),
      ...afterOf(options['after'], problem),
    };
  },
});
