import { createCallerVerifier, type CallerVerifier } from '#edge/verify-caller.ts';
import type { CloudConfig } from '#shared/config.ts';

/** X1: the queues' account, or the schedule's. */
export function taskCaller({ audience, tasksServiceAccount }: CloudConfig): CallerVerifier {
  return createCallerVerifier({ audience, serviceAccounts: [tasksServiceAccount], keys: 'google' });
}

export function scheduleCaller({ audience, schedulerServiceAccount }: CloudConfig): CallerVerifier {
  return createCallerVerifier({ audience, serviceAccounts: [schedulerServiceAccount], keys: 'google' });
}
