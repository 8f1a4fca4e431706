import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { showOne } from '#products/rehearsal/app/operate/backends.ts';

export const backendShow: Operation<'backend_show'> = (system, _operator, { backend }) => showOne(system, backend);
