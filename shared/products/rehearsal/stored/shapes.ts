import type { CollectionName } from '#products/rehearsal/stored/documents.ts';
import type { Conversion } from '#products/rehearsal/stored/shapes/conversion.ts';
import { backendConversions } from '#products/rehearsal/stored/shapes/backends.ts';
import { mailConversions, mailDigestConversions, notificationConversions } from '#products/rehearsal/stored/shapes/mails.ts';
import { operationsConversions } from '#products/rehearsal/stored/shapes/operations.ts';
import { outboxConversions } from '#products/rehearsal/stored/shapes/outbox.ts';
import { releaseConversions } from '#products/rehearsal/stored/shapes/releases.ts';

/** Of each collection, oldest first: the first makes version 2 of version 1. */
export type Conversions = { readonly [C in CollectionName]?: readonly Conversion[] };

/** Z5. Stored documents are read through these for ever and never rewritten for their sake; test/fixtures/shapes keeps samples of each version. */
export const conversions: Conversions = {
  outbox: outboxConversions,
  backends: backendConversions,
  releases: releaseConversions,
  operations: operationsConversions,
  mails: mailConversions,
  notices: notificationConversions,
  mailDigests: mailDigestConversions,
};

/** Where a document carries the version of its shape; the first one carries none. No document has a field of this name of its own. */
export const SHAPE_FIELD = 'shape';

/** The version that this program writes. */
export function shapeOf(collection: CollectionName, known: Conversions = conversions): number {
  return 1 + (known[collection]?.length ?? 0);
}

/** One number for all that this program writes: it grows with each conversion that is added. */
export function storeShape(known: Conversions = conversions): number {
  return 1 + Object.values(known).reduce((sum, steps) => sum + steps.length, 0);
}
