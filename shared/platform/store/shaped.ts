import type { Collections } from '#kernel/store/collections.ts';
import type { Conversion } from '#kernel/store/conversion.ts';
import { faultsOf } from '#kernel/process.ts';
import type { DocumentRef } from '#kernel/store/tables.ts';
import { SHAPE_FIELD, shapeOf } from '#kernel/store/shapes.ts';
import { StoreError } from '#kernel/store/errors.ts';

/** What tells the shape of documents. */
type Shapes = Pick<Collections, 'conversions' | 'states'>;

/** Z5. What is written says the version of its shape; of the first version it says nothing, as ever. */
export function withShape(collections: Pick<Collections, 'conversions'>, collection: string, document: object): object {
  const shape = shapeOf(collections, collection);
  return shape === 1 ? document : { ...document, [SHAPE_FIELD]: shape };
}

/** Z5. A stored document in the shape of this program. Throws newer_shape for one that a newer program has written. */
export function inShape(collections: Shapes, { collection, id }: Pick<DocumentRef, 'collection' | 'id'>, stored: object): object {
  const { [SHAPE_FIELD]: written = 1, ...rest } = stored as Record<string, unknown>;
  const shape = shapeOf(collections, collection);
  if (written === shape) return rest;
  if (typeof written !== 'number' || !Number.isInteger(written) || written < 1 || written > shape)
    throw new StoreError('newer_shape', `a document of ${collection} has shape ${JSON.stringify(written)}; this program knows ${shape}`);
  const converted = convertedBy((collections.conversions[collection] ?? []).slice(written - 1), rest, { collection, id });
  refuseMisshapen(collections, { collection, id }, converted);
  return converted;
}

/** Whoever meets one that was changed by hand, or half of one, hears which it is. */
function convertedBy(
  steps: readonly Conversion[],
  stored: Record<string, unknown>,
  { collection, id }: Pick<DocumentRef, 'collection' | 'id'>,
): Record<string, unknown> {
  try {
    return steps.reduce<Record<string, unknown>>((document, convert) => convert(document, id), stored);
  } catch (cause) {
    throw new StoreError('misshapen', `${collection}/${id} is no document of its collection: ${String(cause)}`, undefined, { cause });
  }
}

/** Only what was converted: a commit writes what its facts have made, and a read of that costs nothing more. */
function refuseMisshapen(
  { states }: Shapes,
  { collection, id }: Pick<DocumentRef, 'collection' | 'id'>,
  { state }: Record<string, unknown>,
): void {
  const schema = states[collection];
  const faults = schema === undefined || state === undefined ? [] : faultsOf(schema, state);
  if (faults.length > 0) throw new StoreError('misshapen', `${collection}/${id} is no state of its process: ${faults.join('; ')}`);
}
