import { defineFunction, type FunctionKind } from '#doors/functions/define.ts';
import { DAY } from '#kernel/time.ts';

/** N4. Like `update-sheet` it must be given the sheet by hand. */
export const reconcileSheet: FunctionKind = defineFunction({
  trigger: { kind: 'schedule', schedule: '17 3 * * *', atHome: DAY },
  secrets: [],
  timeout: 300,
  limits: { instances: 1, concurrency: 1 },
  grants: { database: { 'roles/datastore.viewer': 'reads the requests that the rows are made of' } },
});
