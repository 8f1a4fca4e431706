import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { probeNow } from '#products/rehearsal/app/operate/probes.ts';

export const backendProbe: Operation<'backend_probe'> = probeNow;
