import { z } from 'zod';
import { probeNames, type ProbeName } from '#contexts/operations/domain/probe.ts';
import { slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { probesAsked } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation, type Given } from '#products/rehearsal/contracts/operations/define.ts';

/** B8. All that are asked of it, where none is named. */
export const backendProbe = defineOperation(
  z.strictObject({ operation: z.literal('backend_probe'), backend: slug, probe: z.enum(probeNames).optional() }),
  {
    route: { method: 'POST', path: '/backends/{backend}/probe', summary: 'Ask a probe now, or all that it has' },
    answer: probesAsked,
    permission: 'backends.switch',
    on: ({ backend }) => ({ backend }),
  },
)({
  words: ['backends', 'probe'],
  positional: ['backend', `${probeNames.join('|')}?`, 'now?'],
  options: {},
  about: 'ask a probe now, or all that it has: backends probe <backend> now',
  make: ({ positional: [backend = '', second, third], problem }) => {
    if ((third ?? second) !== 'now') problem('say now: backends probe <backend> [name] now');
    return {
      operation: 'backend_probe',
      backend,
      ...(second === undefined || second === 'now' ? {} : { probe: probeNamed(second, problem) }),
    };
  },
});

function probeNamed(name: string, problem: Given['problem']): ProbeName {
  const found = probeNames.find((one) => one === name);
  if (found === undefined) problem(`there is no probe ${name}; known: ${probeNames.join(', ')}`);
  return found ?? 'maintenance';
}
