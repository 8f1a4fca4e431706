import { requestSchema } from '#products/rehearsal/domain/schema.ts';
import type { Change } from '#products/rehearsal/domain/commands.ts';
import { decide } from '#products/rehearsal/domain/decide.ts';
import type { Refused } from '#products/rehearsal/domain/decision.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import { beginBy } from '#products/rehearsal/domain/evolve.ts';
import { factTable } from '#products/rehearsal/domain/fact-table.ts';
import type { Fact } from '#products/rehearsal/domain/facts.ts';
import { react } from '#products/rehearsal/domain/react.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
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
