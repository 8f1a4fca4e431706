import { seconds, type Figure } from '#kernel/figures.ts';
import type { Instant } from '#kernel/time.ts';
import { readSweepNote } from '#products/rehearsal/app/sweep-note.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** B6. What the sweep has found since the installation began, and when it last gave a sign of life: at rest once an hour. */
export async function sweepFigures(system: System, now: Instant): Promise<Figure[]> {
  const note = await readSweepNote(system);
  if (note === undefined) return [];
  const failing = Object.entries(note.sweepers ?? {}).filter(([, { failed }]) => failed !== undefined);
  return [
    {
      name: 'rehearsal_sweep_note_age_seconds',
      about: 'How long ago the sweep wrote down what it found; at rest it does so once an hour.',
      type: 'gauge',
      samples: [{ value: seconds(now - note.at) }],
    },
    {
      name: 'rehearsal_sweep_found_total',
      about: 'What the sweep found and made good, by what it looks for.',
      type: 'counter',
      samples: Object.entries(note.totals).map(([what, value]) => ({ labels: { what }, value })),
    },
    {
      name: 'rehearsal_sweepers_failing',
      about: 'Parts of the sweep that could not look the last time.',
      type: 'gauge',
      samples: [{ value: failing.length }],
    },
  ];
}
