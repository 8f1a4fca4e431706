import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { switchProbes } from '#products/rehearsal/app/operate/probes.ts';

export const backendProbes: Operation<'backend_probes'> = switchProbes;
