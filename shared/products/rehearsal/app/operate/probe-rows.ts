import { readBackend } from '#contexts/backends/app/backends.ts';
import { probesOf, type ProbeRules } from '#contexts/backends/domain/probe-rules.ts';
import { nextProbeAt, probeId, probeKind, probeNames, type ProbeName, type ProbeState } from '#contexts/operations/domain/probe.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';

/** B8. The probes of a backend: what the last one said, what they have been saying and since when, and when the next is asked. */
export async function probeRows(system: System, slug: string): Promise<OperationRow[]> {
  const { state } = await readBackend(system, slug);
  const table = probesOf(system.rules, state, system.timeScale);
  const known = probeNames.flatMap((name) => (table[name] === undefined ? [] : [{ name, rules: table[name] }]));
  return Promise.all(
    known.map(async ({ name, rules }) => {
      const probe = await system.store.get({ collection: 'probes', id: probeId({ slug, name }) });
      return probeRow(name, rules, probe, state.flags.probes_off !== undefined);
    }),
  );
}

function probeRow(name: ProbeName, rules: ProbeRules, probe: ProbeState | undefined, isOff: boolean): OperationRow {
  const { found, clear } = probeKind(name);
  const said = probe?.said;
  return {
    what: 'probe',
    name,
    asks: probeKind(name).asks,
    standing: isOff ? 'switched off' : probe?.asked === undefined ? 'on' : 'under way',
    last: probe?.last?.note ?? 'not asked yet',
    lastAt: iso(probe?.last?.at),
    says: said === undefined ? '' : said.found === 'found' ? found : clear,
    since: iso(said?.since),
    next: isOff || probe?.asked !== undefined ? '' : iso(nextProbeAt(probe ?? {}, rules) || undefined),
  };
}
