import type { Operation } from '#application/operations/define.ts';
import { dismissDeadLetter } from '#application/dead-letters.ts';
import { endedLetter } from '#application/operate/rows.ts';

export const deadDismiss: Operation<'dead_dismiss'> = async (system, { by }, { key, why }) =>
  endedLetter(key, await dismissDeadLetter(system, key, by, why), 'dismissed');
