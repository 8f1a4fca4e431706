import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { dismissDeadLetter } from '#kernel/app/dead-letters.ts';
import { endedDeadLetter } from '#products/rehearsal/app/operate/rows.ts';

export const deadDismiss: Operation<'dead_dismiss'> = async (system, { who }, { key, why }) =>
  endedDeadLetter(key, await dismissDeadLetter(system, key, recordName(who), why), 'dismissed');
