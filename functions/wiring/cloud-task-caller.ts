import { googleCertificates } from '#platform/google/google-certificates.ts';
import { createCallerVerifier, type CallerVerifier } from '#doors/verify-caller.ts';
import type { Cloud } from './cloud.ts';

/** X1: the queues' account. */
export function cloudTaskCaller({ config: { audience, tasksServiceAccount } }: Cloud): CallerVerifier {
  return createCallerVerifier({
    audience,
    serviceAccounts: [tasksServiceAccount],
    keys: 'google',
    googleCertificates: googleCertificates(),
  });
}
