import { listOperations } from '#products/rehearsal/app/operate/operations.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

export const operationsList: Operation<'operations_list'> = async (system, _, asked) => listOperations(system, asked);
