import { attestationsOf, type Attestation } from '#products/rehearsal/domain/evidence/statements.ts';
import type { Attested } from '#products/rehearsal/domain/evidence/what-ran.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** A8. Of every approval of the request that stands. */
export function attestationsToShow({ hash }: Pick<System, 'hash'>, state: Attested, publicUrl: string): Attestation[] {
  return attestationsOf(state, hash, publicUrl);
}
