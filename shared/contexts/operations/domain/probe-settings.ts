import { z } from 'zod';
import type { ProbeTable } from '#contexts/backends/domain/probe-rules.ts';
import { commandTemplate } from '#contexts/operations/kinds/programs/define.ts';
import type { ProbeKind } from '#contexts/operations/kinds/probes/define.ts';
import { probeKinds } from '#contexts/operations/kinds/probes/table.ts';
import { SECOND } from '#kernel/time.ts';

type ProbeName = keyof typeof probeKinds;

/** What our agent runs where the settings name nothing; agents of others ask in their own way. */
const PROGRAM = 'rehearsal-probe';

function fields(name: ProbeName, says: string) {
  const { every, timeout }: ProbeKind = probeKinds[name];
  return {
    command: commandTemplate
      .default([PROGRAM, name])
      .describe(
        'what its agent runs, beside the checkout: it changes nothing there. `{backend}` is named in it. An agent of job-runner asks by `pipelines.doors.probeImage` instead',
      ),
    everySeconds: z
      .number()
      .min(5)
      .max(7 * 24 * 3600)
      .default(every)
      .describe('from the end of one to the beginning of the next'),
    timeoutSeconds: z.number().min(1).max(3600).default(timeout).describe('the longest that one may take'),
    exitCode: z.int().min(1).max(255).default(10).describe(`the exit code that says that ${says}; any other end changes nothing`),
  };
}

/** B8. Of a backend with an agent; what is left out nobody asks. */
export const probeSettings = z.strictObject({
  maintenance: z
    .strictObject(fields('maintenance', 'the database is in maintenance; 0 says that it is not'))
    .optional()
    .describe('asks whether the database is in maintenance, which is then a flag of the backend'),
  data: z
    .strictObject({
      ...fields('data', 'the data is not sane; 0 says that it is'),
      monthsAgo: z
        .int()
        .min(0)
        .max(24)
        .default(3)
        .describe('the month up to which activity is expected, before this one: `{month}` in the command, such as `202608`'),
    })
    .optional()
    .describe('asks whether the data is sane; where it is not, the backend is marked and every admin is told'),
});
export type ProbeSettings = z.output<typeof probeSettings>;

/** On the wall (E4). */
export function probeTableOf(settings: ProbeSettings): ProbeTable {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, probe]) => {
      if (probe === undefined) return [];
      const { command, everySeconds, timeoutSeconds, exitCode } = probe;
      const rules = { command, every: Math.round(everySeconds * SECOND), timeout: Math.round(timeoutSeconds * SECOND), exitCode };
      return [[name, { ...rules, ...('monthsAgo' in probe ? { monthsAgo: probe.monthsAgo } : {}) }]];
    }),
  );
}
