import { inSight } from '#contexts/access/app/in-sight.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { showOne } from '#products/rehearsal/app/operate/backends.ts';

export const backendShow: Operation<'backend_show'> = (system, { who }, { backend }) =>
  showOne(system, backend, inSight(who, 'tokens.read')({}));
