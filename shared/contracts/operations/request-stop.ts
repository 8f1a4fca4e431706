import { z } from 'zod';
import { requestId, why } from '#contracts/operation-fields.ts';
import { needed } from '#contracts/operation-options.ts';
import { defineOperation } from '#contracts/operations/define.ts';

export const requestStop = defineOperation(z.strictObject({ operation: z.literal('request_stop'), id: requestId, why }))({
  words: ['requests', 'stop'],
  positional: ['id'],
  options: { why: 'value' },
  about: 'end a request and its runs; its contributor is told why',
  make: ({ positional: [id = ''], options, problem }) => ({ operation: 'request_stop', id, why: needed(options['why'], '--why', problem) }),
});
