import { pollCost } from '#test/support/rap/poll-cost.ts';
import type { Figure, SectionResult } from '../figures.ts';

/** The aim that was set where nothing has changed. */
const AIM = 10;
const WAITING = 200;
const POLLS = 30;

/** P5. What an agent that asks every second costs, where many actions wait for a backend with two pools. */
export async function benchPoll(): Promise<SectionResult> {
  const { tasks, first, later } = await pollCost(WAITING, POLLS);
  const most = (what: 'reads' | 'writes'): number => later.reduce((a, one) => Math.max(a, one[what]), 0);
  const figures: Figure[] = [
    {
      name: 'reads of a poll where nothing changed',
      value: most('reads'),
      unit: 'times',
      floor: { name: 'the aim', value: AIM },
      note: `the most of ${POLLS}`,
    },
    { name: 'writes of such a poll', value: most('writes'), unit: 'times', note: 'when the agent was heard' },
    { name: 'reads of the first poll', value: first.reads, unit: 'times' },
  ];
  return {
    figures,
    remarks: [
      `${WAITING} actions wait, ${tasks} are at work: a poll reads each of those, and two documents more. The token is looked up every other second beside it.`,
    ],
  };
}
