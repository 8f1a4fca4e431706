import type { FinishedUpdate } from '#contexts/operations/agent.ts';
import type { News } from '#contexts/operations/app/agents/save-news.ts';
import { countAnswer, countEnd, countGiven } from '#contexts/backends/domain/statistics.ts';

type Counts = NonNullable<News['counts']>;

/** B9. The first time that its agent says so. */
export const countedStart: Counts = (statistics, { startedAt }, at) => (startedAt === undefined ? countGiven(statistics, at) : statistics);

/** B9. How it ended, as its agent tells: what that comes to, its owner judges. One whose start was not told was given all the same. */
export function countedEnd({ exitCode, cause = 'exited' }: FinishedUpdate): Counts {
  const ended = cause !== 'exited' ? cause : exitCode === 0 ? 'exited_zero' : 'exited_otherwise';
  return (statistics, task, at) => {
    const startedAt = task.startedAt ?? at;
    const given = countedStart(statistics, task, at);
    const { kind } = task.body;
    if (kind === 'probe') return countAnswer(given, { at, ended });
    return countEnd(given, { at, ended, of: kind, waited: Math.max(0, startedAt - task.createdAt), ran: Math.max(0, at - startedAt) });
  };
}
