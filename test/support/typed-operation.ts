import { parseArguments } from '#infra/cli/parse.ts';
import { operationRequest, type OperationRequest } from '#doors/contracts/operations.ts';

/** What was typed, as it is asked for; `--after` is told as the place that it stands for: `<value>/<id>`, or an id. Throws what is not understood. */
export function typedOperation(words: readonly string[]): OperationRequest {
  const parsed = parseArguments(words);
  if (!('ask' in parsed)) throw new Error(JSON.stringify(parsed));
  const { ask, cursor } = parsed;
  return operationRequest.parse(cursor === undefined ? ask : { ...ask, after: placeOf(cursor) });
}

function placeOf(text: string): unknown {
  const [, value, id] = /^(\d+)\/(.+)$/.exec(text) ?? [];
  return value === undefined ? text : { value: Number(value), id };
}
