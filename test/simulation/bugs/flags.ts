import type { Bug } from './bug.ts';

const ours = { settings: { pipelines: 'local' } } as const;
const theirs = { settings: { pipelines: 'backup' } } as const;

/** B1, B2, R10: what flags hold back and stop, and when a backend that is drained is ready. */
export const flagBugs: readonly Bug[] = [
  {
    name: 'flag-not-looked-at-at-the-start',
    town: ours,
    file: 'shared/contexts/backends/app/slots.ts',
    find: '  if (flag !== undefined) return {',
    replace: "  if (flag !== undefined && flag.why === '') return {",
    why: 'a flag was looked at before, when it was decided who starts',
    also: [
      {
        file: 'shared/products/pipelines/app/start-jobs.ts',
        find: 'filter((usesDatabase) => whyBlocked(backend, usesDatabase) === undefined);',
        replace: 'filter(() => true);',
      },
      {
        file: 'shared/contexts/backends/domain/standing.ts',
        find: '  if (flag !== undefined) return flag;\n',
        replace: '',
      },
    ],
  },
  {
    name: 'maintenance-stops-everything',
    town: ours,
    file: 'shared/products/pipelines/domain/job/commands.ts',
    find: " || (why === 'maintenance' && !job.spec.usesDatabase)) return;",
    replace: ') return;',
    why: 'in maintenance nothing runs',
    also: [
      {
        file: 'shared/contexts/backends/kinds/flags/maintenance.ts',
        find: "interrupts: { what: 'database',",
        replace: "interrupts: { what: 'all',",
      },
    ],
  },
  {
    name: 'interrupted-is-forgotten',
    town: ours,
    file: 'shared/products/pipelines/domain/job/state.ts',
    find: "return job.state === 'waiting' && job.attempt === undefined;",
    replace: "return job.state === 'waiting' && job.attempt === undefined && (job.after === undefined || job.after === 'loss');",
    why: 'who was stopped by somebody starts it again, too',
  },
  {
    name: 'ready-before-slots-are-free',
    town: ours,
    file: 'shared/contexts/operations/app/keep-drain.ts',
    find: '[...turnOf(state), ...sharesOf(open, tasks), ...tasks',
    replace: '[...turnOf(state), ...tasks',
    why: 'what runs is what the agent is asked for',
  },
  {
    name: 'ready-when-all-are-asked-to-stop',
    town: theirs,
    file: 'shared/contexts/operations/app/keep-drain.ts',
    find: 'return slots.holders.map(({ holder,',
    replace: "return slots.holders.filter(({ pool }) => pool === 'database').map(({ holder,",
    why: 'only what uses the database has to have ended',
  },
  {
    name: 'taken-back-though-it-began',
    town: ours,
    file: 'shared/contexts/operations/app/agents/update-task.ts',
    find: "return open && state === 'offered' && (",
    replace: "return open && state === 'nobody' && (",
    why: 'an agent says that it starts before it says anything else',
    also: [
      {
        file: 'shared/contexts/operations/app/agents/update-task.ts',
        find: 'function showsWork({ kind }: AgentUpdate, { state, open }: AgentTaskDocument): boolean {',
        replace: 'function showsWork({ kind }: AgentUpdate, { state, open }: { state: string; open: boolean }): boolean {',
      },
    ],
  },
];
