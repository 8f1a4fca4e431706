import { googleCertificates } from '#adapters/google/google-certificates.ts';
import { createCallerVerifier, type CallerVerifier } from '#edge/verify-caller.ts';
import type { CloudConfig } from '#shared/config.ts';

/** X1: the queues' account, or the schedule's. */
export function taskCaller({ audience, tasksServiceAccount }: CloudConfig): CallerVerifier {
  return createCallerVerifier({
    audience,
    serviceAccounts: [tasksServiceAccount],
    keys: 'google',
    googleCertificates: googleCertificates(),
  });
}

export function scheduleCaller({ audience, schedulerServiceAccount }: CloudConfig): CallerVerifier {
  return createCallerVerifier({
    audience,
    serviceAccounts: [schedulerServiceAccount],
    keys: 'google',
    googleCertificates: googleCertificates(),
  });
}
