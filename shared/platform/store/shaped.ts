import type { CollectionName, DocumentRef } from '#products/rehearsal/stored/documents.ts';
import { conversions, SHAPE_FIELD, shapeOf, type Conversions } from '#products/rehearsal/stored/shapes.ts';
import { stateSchemas } from '#products/rehearsal/stored/shapes/schemas.ts';
import { faultsOf } from '#kernel/process.ts';
import { StoreError } from '#products/rehearsal/ports/store.ts';

/** Z5. What is written says the version of its shape; of the first version it says nothing, as ever. */
export function withShape(collection: CollectionName, document: object, known: Conversions = conversions): object {
  const shape = shapeOf(collection, known);
  return shape === 1 ? document : { ...document, [SHAPE_FIELD]: shape };
}

/** Z5. A stored document in the shape of this program. Throws newer_shape for one that a newer program has written. */
export function inShape(
  { collection, id }: Pick<DocumentRef, 'collection' | 'id'>,
  stored: object,
  known: Conversions = conversions,
): object {
  const { [SHAPE_FIELD]: written = 1, ...rest } = stored as Record<string, unknown>;
  const shape = shapeOf(collection, known);
  if (written === shape) return rest;
  if (typeof written !== 'number' || !Number.isInteger(written) || written < 1 || written > shape)
    throw new StoreError('newer_shape', `a document of ${collection} has shape ${JSON.stringify(written)}; this program knows ${shape}`);
  const converted = (known[collection] ?? [])
    .slice(written - 1)
    .reduce<Record<string, unknown>>((document, convert) => convert(document, id), rest);
  refuseMisshapen({ collection, id }, converted);
  return converted;
}

/** Only what was converted: a commit writes what its facts have made, and a read of that costs nothing more. */
function refuseMisshapen({ collection, id }: Pick<DocumentRef, 'collection' | 'id'>, { state }: Record<string, unknown>): void {
  const schema = stateSchemas[collection];
  const faults = schema === undefined || state === undefined ? [] : faultsOf(schema, state);
  if (faults.length > 0) throw new StoreError('misshapen', `${collection}/${id} is no state of its process: ${faults.join('; ')}`);
}
