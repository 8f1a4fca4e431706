import { googleCertificates } from '#platform/google/google-certificates.ts';
import { createCallerVerifier, type CallerVerifier } from '#doors/verify-caller.ts';
import type { Cloud } from './cloud.ts';

/** X1: the schedule's account. */
export function cloudScheduleCaller({ config: { audience, schedulerServiceAccount } }: Cloud): CallerVerifier {
  return createCallerVerifier({
    audience,
    serviceAccounts: [schedulerServiceAccount],
    keys: 'google',
    googleCertificates: googleCertificates(),
  });
}
