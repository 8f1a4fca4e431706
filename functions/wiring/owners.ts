import { joined } from '#kernel/tables.ts';
import type { Owners } from '#contexts/operations/domain/owner.ts';
import * as pipelines from '#products/pipelines/domain/owners/table.ts';
import * as rehearsal from '#products/rehearsal/domain/owners/table.ts';

/** Whoever owns operations in the installation, by the kind of its process: for the driver, and for what agents tell. */
export const owners: Owners = joined('owner of operations', [rehearsal.owners, pipelines.owners]);
