import { z } from 'zod';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { findBackend } from '#contexts/backends/app/named.ts';
import { probesOf } from '#contexts/backends/domain/probe-rules.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import { probeId, probeNames, type ProbeOf } from '#contexts/operations/domain/probe.ts';
import type { Answer } from '#contexts/schedules/domain/commands.ts';
import type { Due, Starter } from '#contexts/schedules/ports/starter.ts';
import { askProbe } from '#products/rehearsal/app/probes.ts';
import type { System } from '#products/rehearsal/app/system.ts';

const input = z.strictObject({ backend: z.string().max(40), probe: z.enum(probeNames).default('maintenance') });

/** O7, B8. A schedule asks a probe of a backend at times of its own, beside those that come again and again. */
export function probeStarter(system: System): Starter {
  const stateOf = async (slug: string): Promise<BackendState> => (await readBackend(system, slug)).state;
  return {
    label: 'a probe of a backend',
    async problems(given) {
      const read = input.safeParse(given);
      if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`);
      const { backend } = read.data;
      const isOurs = system.rules.backends.some(({ slug }) => slug === backend);
      if (!isOurs && (await findBackend(system, backend)) === undefined) return [`backend: there is no backend ${backend}`];
      return withoutProbe(system, await stateOf(backend), read.data);
    },
    async blocked(given) {
      const { backend } = input.parse(given);
      const off = (await stateOf(backend)).flags.probes_off;
      return off && `the probes of ${backend} are switched off: ${off.why}`;
    },
    needs(given) {
      const { data } = input.safeParse(given);
      return data === undefined ? [] : [{ permission: 'backends.switch', place: { backend: data.backend } }];
    },
    async start(due, given) {
      const asked = input.parse(given);
      const [gone] = withoutProbe(system, await stateOf(asked.backend), asked);
      return gone === undefined ? start(system, due, { slug: asked.backend, name: asked.probe }) : { answer: 'refused', why: gone };
    },
    over: async (id) => endOf(system, id),
  };
}

function withoutProbe({ rules }: System, state: BackendState, { backend, probe }: z.infer<typeof input>): string[] {
  return probesOf(rules, state)[probe] === undefined ? [`probe: ${backend} has no probe ${probe}`] : [];
}

/** One that is under way says soon what this one would: it comes after it. */
async function start(system: System, { key }: Due, of: ProbeOf): Promise<Answer> {
  const asked = await askProbe(system, of, `schedule:${key}`);
  if ('number' in asked) return { answer: 'started', id: `${of.slug} ${of.name} ${asked.number}` };
  return { answer: 'blocked', why: 'busy' in asked ? `a probe of ${of.slug} is under way` : `the probes of ${of.slug} are switched off` };
}

async function endOf({ store }: System, id: string): Promise<string | undefined> {
  const [slug = '', text = '', number] = id.split(' ');
  const name = probeNames.find((one) => one === text);
  const probe = name && (await store.get({ collection: 'probes', id: probeId({ slug, name }) }));
  if (probe === undefined) return 'gone';
  if (probe.asked !== undefined && probe.number <= Number(number)) return undefined;
  return probe.last?.number === Number(number) ? probe.last.note : 'it is over';
}
