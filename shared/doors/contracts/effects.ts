import type { Registration } from '#contexts/access/domain/registration.ts';
import { joined } from '#kernel/tables.ts';
import { effects as ofPipelines } from '#products/pipelines/kinds/effects/table.ts';
import { effects as ofRequests } from '#products/rehearsal/kinds/effects/table.ts';

/** Kinds of effects of all products, by name. */
export const registrations: Readonly<Record<string, Registration>> = joined<Registration>('effect', [ofRequests, ofPipelines]);

type Effects = typeof ofRequests & typeof ofPipelines;

/** Where they are performed. */
export type EffectFunction = Effects[keyof Effects]['function'];
