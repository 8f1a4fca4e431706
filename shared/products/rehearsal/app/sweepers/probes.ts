import { readBackend } from '#contexts/backends/app/backends.ts';
import { lowerFlag } from '#contexts/backends/app/flags.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import { probesOf } from '#contexts/backends/domain/probe-rules.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import { probeKind, probeNames, type ProbeOf } from '#contexts/operations/domain/probe.ts';
import { alone } from '#kernel/app/sweep.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { isForgotten, takeUpProbe } from '#products/rehearsal/app/probes.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** B8. */
export const probes = defineSweeper({
  kind: 'due',
  order: 36,
  finds: 'probes of backends that nobody asks for, and flags that a probe raised which is not asked any more',
  helps: 'asks for them; lowers the flag',
  async look(system, sweep) {
    let found = 0;
    for (const slug of await backendSlugs(system)) if (await alone(system, slug, () => looksAfter(system, slug, sweep))) found += 1;
    return found;
  },
});

async function looksAfter(system: System, slug: string, sweep: string): Promise<boolean> {
  const { state } = await readBackend(system, slug);
  let did = false;
  for (const name of probeNames) if (await looksAfterOne(system, state, { slug, name }, sweep)) did = true;
  return did;
}

async function looksAfterOne(system: System, state: BackendState, of: ProbeOf, sweep: string): Promise<boolean> {
  const rules = probesOf(system.rules, state, system.timeScale)[of.name];
  if (rules !== undefined && state.flags.probes_off === undefined)
    return takeUpProbe(system, of, sweep, (tx, probe) => isForgotten(tx, probe, rules));
  return takesBack(system, state, of, sweep);
}

/** Where nobody asks any more, what a probe found holds nothing back. */
async function takesBack(system: System, { flags }: BackendState, { slug, name }: ProbeOf, sweep: string): Promise<boolean> {
  const { flag } = probeKind(name);
  if (flags[flag] === undefined) return false;
  const operator = 'a probe that was switched off';
  await lowerFlag(kernelOf(system), { backend: slug, flag, operator, id: `probe:${name}:${sweep}` });
  return true;
}
