import { watchAll } from '#application/alarms/watch.ts';
import { alarmDeadLetters } from '#application/dead-letter-alarm.ts';
import { sweep, type Swept } from '#application/sweep.ts';
import { noteSweep, readSweepNote, refuseNewerStore } from '#application/sweep-note.ts';
import type { System } from '#application/system.ts';

export interface SweepReport extends Swept {
  /** Dead letters that wait for somebody; 100 for more. */
  dead: number;
}

/**
 * B6: a sweep whose figures are seen: in the log each time, and on the board and the command line. Its note is written when it found
 * something, and once an hour as a sign of life: a sweep at rest costs reads only.
 */
export async function sweepAndReport(system: System, id: string): Promise<SweepReport> {
  const known = await readSweepNote(system);
  refuseNewerStore(known);
  const found = await sweep(system, id);
  const dead = await alarmDeadLetters(system);
  await watchAll(system);
  system.log('INFO', 'sweep done', { ...found, dead });
  await noteSweep(system, { ...found }, known);
  return { ...found, dead };
}
