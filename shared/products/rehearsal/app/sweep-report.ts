import { heed, look, lostOf, type Swept } from '#products/rehearsal/app/sweep.ts';
import { noteSweep } from '#products/rehearsal/app/note-sweep.ts';
import { readSweepNote, refuseNewerStore } from '#products/rehearsal/app/sweep-note.ts';
import type { System } from '#products/rehearsal/app/system.ts';

export type SweepReport = Swept & {
  /** Dead letters that wait for somebody; 100 for more. */
  dead: number;
};

/**
 * B6: a sweep whose figures are seen: in the log each time, and on the board and the command line. Its note is written when it found
 * something, and once an hour as a sign of life: a sweep at rest costs reads only.
 */
export async function sweepAndReport(system: System, id: string): Promise<SweepReport> {
  const known = await readSweepNote(system);
  refuseNewerStore(known);
  const looked = await look(system, id, ['lost', 'due', 'wrong']);
  const found = lostOf(looked);
  const dead = looked.found['dead_letters'] ?? 0;
  system.log('INFO', 'sweep done', { ...found, dead });
  await noteSweep(system, looked, known);
  heed(looked);
  return { ...found, dead };
}
