import { fieldOf, hasBody, isRead, type ApiOperation } from './operations.ts';

/** P6. Every status that an operation answers with, and no other. What the door before it refuses (408, 421, 431) is of no operation. */
export function statusesOf(operation: ApiOperation): number[] {
  const { route, segments } = operation;
  return [
    200,
    ...(route.creates === true ? [201] : []),
    400,
    401,
    403,
    ...(route.looksUp === true || segments.some((segment) => fieldOf(segment) !== undefined) ? [404] : []),
    ...(isRead(operation) ? [] : [409]),
    ...(hasBody(operation) ? [413, 415] : []),
    422,
    429,
    503,
  ];
}
