import type { Collections } from '#kernel/store/collections.ts';

/** Where a document carries the version of its shape; the first one carries none. No document has a field of this name of its own. */
export const SHAPE_FIELD = 'shape';

/** The version that this program writes. */
export function shapeOf({ conversions }: Pick<Collections, 'conversions'>, collection: string): number {
  return 1 + (conversions[collection]?.length ?? 0);
}

/** One number for all that this program writes: it grows with each conversion that is added. */
export function storeShape({ conversions }: Pick<Collections, 'conversions'>): number {
  return 1 + Object.values(conversions).reduce((sum, steps) => sum + steps.length, 0);
}
