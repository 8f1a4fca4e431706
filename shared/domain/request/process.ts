import { requestSchema } from '#domain/request/schema.ts';
import type { Change } from '#domain/request/commands.ts';
import { decide } from '#domain/request/decide.ts';
import type { Refused } from '#domain/request/decision.ts';
import type { Wanted } from '#domain/request/effects.ts';
import { beginBy } from '#domain/request/evolve.ts';
import { factTable } from '#domain/request/fact-table.ts';
import type { Fact } from '#domain/request/facts.ts';
import { react } from '#domain/request/react.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { Process } from '#kernel/process.ts';

/** A request, as the kernel sees it. */
export const requestProcess: Process<RequestState, Change, Fact, Rules, Wanted, Refused> = {
  kind: 'request',
  idOf: ({ id }) => id,
  begin: beginBy,
  facts: factTable,
  schema: requestSchema,
  decide,
  react,
};
