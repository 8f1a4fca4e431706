import type { Owners } from '#contexts/operations/domain/owner.ts';
import { probeOwner } from '#contexts/operations/domain/probe-owner.ts';
import { requestOwner } from '#products/rehearsal/domain/owners/request.ts';

/** Whoever owns operations, by the kind of its process. */
export const owners: Owners = { request: requestOwner, probe: probeOwner };
