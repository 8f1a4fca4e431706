import type { Approval } from '#contexts/plans/domain/job/state.ts';

/** How it was verified, in the admin's words, and why its output was taken where it was not as expected (A1). */
export function verifiedText({ outcomeVerified, expectedOutput }: Approval): string {
  if (expectedOutput.kind !== 'overridden') return outcomeVerified;
  return `${outcomeVerified} (the output was not as expected; it was accepted because: ${expectedOutput.reason})`;
}
