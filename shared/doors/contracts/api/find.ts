import { largest } from '#kernel/lists.ts';
import { apiOperations, fieldOf, type ApiOperation } from './operations.ts';

export interface Found {
  operation: ApiOperation;
  /** What stands in the path, decoded. */
  given: Record<string, string>;
}

/** P1. All that can be asked for at a path, by its method; none: there is nothing there. `segments` are decoded, behind /api/v1. */
export function operationsAt(segments: readonly string[]): readonly Found[] {
  const fitting = apiOperations.filter((one) => fits(one, segments));
  const most = largest(0, fitting.map(literals));
  return fitting
    .filter((one) => literals(one) === most)
    .map((operation) => ({
      operation,
      given: Object.fromEntries(
        operation.segments.flatMap((segment, at) => {
          const field = fieldOf(segment);
          return field === undefined ? [] : [[field, segments[at] ?? '']];
        }),
      ),
    }));
}

function fits(operation: ApiOperation, segments: readonly string[]): boolean {
  return (
    operation.segments.length === segments.length &&
    operation.segments.every((segment, at) => segment === segments[at] || (fieldOf(segment) !== undefined && segments[at] !== ''))
  );
}

/** The more of a path is said word for word, the more exactly it is meant. */
function literals({ segments }: ApiOperation): number {
  return segments.filter((segment) => fieldOf(segment) === undefined).length;
}
