import type { Route } from '#contexts/access/contracts/api/route.ts';
import { apiOperations, apiPath, fieldOf, hasBody, type ApiOperation } from '#doors/contracts/api/operations.ts';
import type { OperationRequest } from '#doors/contracts/operations.ts';
import { entryOf } from '#kernel/tables.ts';

/** P1. One call of the API. */
export interface Call {
  method: Route['method'];
  /** From the root on, with its query. */
  path: string;
  /** JSON. */
  body?: string;
  operation: ApiOperation;
}

const byName: Readonly<Record<string, ApiOperation>> = Object.fromEntries(apiOperations.map((one) => [one.name, one]));

/** What is asked for, by its route. `cursor`: where a page before ended, as it was said. Throws what no address can say. */
export function callOf({ operation: name, ...asked }: OperationRequest, cursor?: string): Call {
  const operation = entryOf<ApiOperation>(byName, name, 'route of the operation');
  const { method, path } = operation.route;
  const fields = fieldsOf(operation, asked, cursor);
  const inPath = new Set(operation.segments.flatMap((segment) => fieldOf(segment) ?? []));
  const rest = Object.entries(fields).filter(([field]) => !inPath.has(field));
  const filled = path.replace(/\{(.+?)\}/g, (_, field: string) => segmentOf(field, fields[field]));
  if (hasBody(operation)) return { method, path: `${apiPath}${filled}`, body: JSON.stringify(Object.fromEntries(rest)), operation };
  const query = new URLSearchParams(rest.map(([field, value]) => [field, textOf(value)])).toString();
  return { method, path: `${apiPath}${filled}${query === '' ? '' : `?${query}`}`, operation };
}

/** By the names that programs have for them. */
function fieldsOf({ route: { names = {} } }: ApiOperation, asked: object, cursor: string | undefined): Record<string, unknown> {
  const fields = Object.entries(asked).flatMap(([name, value]: [string, unknown]): [string, unknown][] => {
    if (value === undefined) return [];
    return [[names[name] ?? name, value]];
  });
  return Object.fromEntries(cursor === undefined ? fields : [...fields, ['cursor', cursor]]);
}

/** An address with an empty segment, or with one of dots, is another address. */
function segmentOf(field: string, value: unknown): string {
  const text = String(value);
  if (text === '' || text === '.' || text === '..') throw new UnsayableError(`there is no ${field} ${text === '' ? '(nothing)' : text}`);
  return encodeURIComponent(text);
}

export class UnsayableError extends Error {}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}
