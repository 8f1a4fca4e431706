import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { statisticsOf } from '#products/rehearsal/app/operate/statistics.ts';

export const backendStatistics: Operation<'backend_statistics'> = (system, _operator, { backend }) => statisticsOf(system, backend);
