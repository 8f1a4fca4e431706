import { lowerFlag } from '#contexts/backends/app/flags.ts';
import { alone } from '#kernel/app/sweep.ts';
import { looseEntry } from '#kernel/outbox.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** B8. */
export const probes = defineSweeper({
  kind: 'due',
  order: 36,
  finds: 'backends whose settings have a probe that nobody asks for, or that keep what a probe found which was switched off since',
  helps: 'asks for it; lowers the flag',
  async look(system, sweep) {
    let found = 0;
    for (const { slug, probe } of system.rules.backends)
      if (await alone(system, slug, () => (probe === undefined ? takesBack(system, slug, sweep) : begins(system, slug, sweep)))) found += 1;
    return found;
  },
});

/** Where nobody asks any more, what a probe found holds nothing back. */
async function takesBack(system: System, slug: string, sweep: string): Promise<boolean> {
  const probe = await system.store.get({ collection: 'probes', id: slug });
  if (probe?.holds !== true || probe.asked !== undefined) return false;
  const lowered = { backend: slug, flag: 'maintenance_detected', operator: 'a probe that was switched off', id: `probe:${sweep}` } as const;
  await lowerFlag(kernelOf(system), lowered);
  await system.store.transact(async (tx) => {
    const ref = { collection: 'probes', id: slug } as const;
    const { holds: _holds, ...rest } = (await tx.get(ref)) ?? probe;
    tx.set(ref, rest);
  });
  return true;
}

async function begins(system: System, slug: string, sweep: string): Promise<boolean> {
  const made = await system.store.transact(async (tx) => {
    const probe = (await tx.get({ collection: 'probes', id: slug })) ?? { slug, number: 0 };
    const kept = probe.keptBy === undefined ? undefined : await tx.get({ collection: 'outbox', id: probe.keptBy });
    if (kept?.open === true) return undefined;
    const effect = { kind: 'keep_probe', backend: slug } as const;
    const entry = looseEntry(system, `probe.${slug}-${sweep}-keep_probe`, { kind: 'backend', id: slug }, effect, tx.now());
    tx.create({ collection: 'outbox', id: entry.key }, entry);
    tx.set({ collection: 'probes', id: slug }, { ...probe, keptBy: entry.key });
    return entry;
  });
  if (made !== undefined) await dispatchLoose(kernelOf(system), [made]);
  return made !== undefined;
}
