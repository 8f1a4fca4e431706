import { z } from 'zod';
import { commandTemplate } from '#contexts/operations/kinds/programs/define.ts';

/** B8. Of an agent's backend. */
export const probeSettings = z.strictObject({
  command: commandTemplate.describe('what its agent runs, beside the checkout: it changes nothing there'),
  everySeconds: z
    .number()
    .min(5)
    .max(24 * 3600)
    .default(60)
    .describe('from the end of one to the beginning of the next'),
  timeoutSeconds: z.number().min(1).max(600).default(30).describe('the longest that one may take'),
  maintenanceExitCode: z
    .int()
    .min(1)
    .max(255)
    .default(10)
    .describe('the exit code that says that the database is in maintenance; 0 says that it is not, and any other end changes nothing'),
});
