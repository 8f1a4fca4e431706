import { z } from 'zod';
import { effectKey } from '#products/rehearsal/contracts/operation-fields.ts';
import type { deadReplayAll } from '#products/rehearsal/contracts/operations/dead-replay-all.ts';
import { deadReplayed } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

const schema = z.strictObject({ operation: z.literal('dead_replay'), key: effectKey });

export const deadReplay = defineOperation<typeof schema, z.infer<(typeof deadReplayAll)['schema']>>(schema, {
  route: { method: 'POST', path: '/dead-letters/{key}/replay', summary: 'Retry one' },
  answer: deadReplayed,
  permission: 'dead_letters.replay',
  on: everywhere,
})({
  words: ['dead', 'replay'],
  positional: ['key?'],
  options: { kind: 'value', all: 'flag' },
  about: 'retry one, all of a kind, or all',
  make: ({ positional: [key], options: { kind, all }, problem }) => {
    const ways = [key, kind, all].filter((way) => way !== undefined);
    if (ways.length !== 1) problem('give exactly one of: a key, --kind <kind>, --all');
    if (key !== undefined) return { operation: 'dead_replay', key };
    return { operation: 'dead_replay_all', ...(kind === undefined ? {} : { kind }) };
  },
});
