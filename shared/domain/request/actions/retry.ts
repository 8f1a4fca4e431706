import type { ActionKind } from '#domain/request/actions/define.ts';
import { queueUp } from '#domain/request/decide/queueing.ts';

/** D2. */
export const retry: ActionKind = {
  label: 'Deploy again',
  rank: 10,
  done: 'Ordered to deploy again',
  consequence: 'The request takes its place in the queue again, with its age kept.',
  decide: { deployment: queueUp },
};
