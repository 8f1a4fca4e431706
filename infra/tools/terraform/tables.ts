import { commonEnvironment, functionContracts, type FunctionContract } from '#doors/contracts/functions.ts';
import { alsoFills } from '#doors/contracts/roles.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';
import { secretNames } from '#contexts/access/domain/function.ts';

/** File of infra/google → the locals that it declares, made from the registrations of functions and effects. What is made of them stands in the `.tf` files. */
export function terraformTables(): Record<string, Record<string, unknown>> {
  return {
    'function-table.tf.json': {
      common_environment: commonEnvironment,
      functions: each(({ trigger, timeout, memory, instances, concurrency, environment, secrets }) => ({
        trigger: trigger.kind,
        timeout,
        memory,
        instances,
        concurrency,
        environment,
        secrets,
      })),
      event_documents: each(({ trigger }) => (trigger.kind === 'event' ? trigger.document : undefined)),
    },
    'grant-table.tf.json': { grants: each(({ grants }) => grants) },
    'queue-table.tf.json': { queues: queues(), also_fills: alsoFills() },
    'schedule-table.tf.json': { schedules: each(({ trigger }) => (trigger.kind === 'schedule' ? trigger.schedule : undefined)) },
    'secret-table.tf.json': { secrets: secretNames },
  };
}

/** Text of one. Terraform reads `//` as a comment. */
export function terraformText(locals: Record<string, unknown>): string {
  const text = JSON.stringify({ '//': 'Made by `npm run generate` from the registrations of functions and effects.', locals }, null, 2);
  if (/[$%]\{/.test(text)) throw new Error('a registration has a text that Terraform would take for an expression');
  return `${text}\n`;
}

function each<T>(row: (contract: FunctionContract) => T | undefined): Record<string, T> {
  const rows = Object.entries<FunctionContract>(functionContracts).flatMap(([name, contract]) => {
    const made = row(contract);
    return made === undefined ? [] : [[name, made] as const];
  });
  return Object.fromEntries(rows);
}

/** Back-off in seconds. */
function queues(): Record<string, Record<string, number>> {
  const rows = Object.values(taskRoutes).map(({ queue, ratePerSecond, concurrency, maxAttempts, minBackoff, maxBackoff }) => [
    queue,
    { rate: ratePerSecond, concurrency, attempts: maxAttempts, min_backoff: minBackoff / 1000, max_backoff: maxBackoff / 1000 },
  ]);
  return Object.fromEntries(rows) as Record<string, Record<string, number>>;
}
