import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import { lowerFlag, raiseFlag } from '#contexts/backends/app/flags.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { probesOf } from '#contexts/backends/domain/probe-rules.ts';
import { flagKind } from '#contexts/backends/domain/state.ts';
import { probeNames, type ProbeName } from '#contexts/operations/domain/probe.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { Operated, Operator } from '#products/rehearsal/app/operations/define.ts';
import { isKnown, noBackend } from '#products/rehearsal/app/operate/lists.ts';
import { probeRows } from '#products/rehearsal/app/operate/probe-rows.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';
import { askProbe, type AskedProbe } from '#products/rehearsal/app/probes.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { OperationOf, OperationRow } from '#products/rehearsal/contracts/operations.ts';

/** B8. Off, what they found is taken back in the same commit: nobody would see the end of it. On, each is asked at once, whenever it was last: what it found then counts no more. */
export async function switchProbes(
  system: System,
  { who, newId }: Operator,
  { backend, probes, why }: OperationOf<'backend_probes'>,
): Promise<Operated> {
  if (!(await isKnown(system, backend))) return noBackend(system, backend);
  const names = await namesOf(system, backend);
  if (names.length === 0) return { refused: 'conflict', detail: noProbes(backend) };
  if (probes === 'off' && why === undefined) return { refused: 'conflict', detail: 'say why they are switched off' };
  const [id, kernel] = [newId(), kernelOf(system)];
  const switching = { backend, flag: 'probes_off', operator: recordName(who), id } as const;
  const was = (await readBackend(system, backend)).state.flags;
  const { flags } =
    why === undefined || probes === 'on' ? await lowerFlag(kernel, switching) : await raiseFlag(kernel, { ...switching, why });
  if (probes === 'on' && was.probes_off !== undefined)
    for (const name of names) await askProbe(system, { slug: backend, name }, `on:${id}:${name}`);
  const takenBack = Object.keys(was).flatMap((flag) => (flag in flags || flag === 'probes_off' ? [] : [labelOf(flag)]));
  const facts = { backend, probes: flags.probes_off === undefined ? 'on' : 'off', ...whyOff(flags.probes_off) };
  return {
    done: {
      facts: { ...facts, ...(takenBack.length === 0 ? {} : { takenBack: takenBack.join(', ') }) },
      rows: await probeRows(system, backend),
    },
  };
}

function labelOf(flag: string): string {
  return flagKind(flag as Parameters<typeof flagKind>[0]).label;
}

function whyOff(raised: { since: number; by: string; why: string } | undefined): OperationRow {
  return raised === undefined ? {} : { since: iso(raised.since), by: raised.by, why: raised.why };
}

/** B8. What it finds is there once its agent has answered. */
export async function probeNow(system: System, { newId }: Operator, { backend, probe }: OperationOf<'backend_probe'>): Promise<Operated> {
  if (!(await isKnown(system, backend))) return noBackend(system, backend);
  const names = await namesOf(system, backend);
  if (names.length === 0) return { refused: 'conflict', detail: noProbes(backend) };
  if (probe !== undefined && !names.includes(probe))
    return { refused: 'not_found', detail: `${backend} has no probe ${probe}; known: ${names.join(', ')}` };
  const { flags } = (await readBackend(system, backend)).state;
  const off = flags.probes_off;
  if (off !== undefined) return { refused: 'conflict', detail: `the probes of ${backend} are switched off, by ${off.by}: ${off.why}` };
  const id = newId();
  const asked: string[] = [];
  for (const name of probe === undefined ? names : [probe])
    asked.push(`${name}: ${toldOf(await askProbe(system, { slug: backend, name }, `operator:${id}:${name}`))}`);
  return { done: { facts: { backend, asked: asked.join('; ') }, rows: await probeRows(system, backend) } };
}

function toldOf(asked: AskedProbe): string {
  if ('number' in asked) return `asked as number ${asked.number}`;
  return 'busy' in asked ? `one has been under way since ${iso(asked.busy)}` : 'it was switched off';
}

async function namesOf(system: System, slug: string): Promise<ProbeName[]> {
  const table = probesOf(system.rules, (await readBackend(system, slug)).state);
  return probeNames.filter((name) => table[name] !== undefined);
}

function noProbes(backend: string): string {
  return `${backend} has no probes: its settings (probes), or backends add --probes, would name them`;
}
