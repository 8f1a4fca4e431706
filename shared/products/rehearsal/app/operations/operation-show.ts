import { showOperation } from '#products/rehearsal/app/operate/operations.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

export const operationShow: Operation<'operation_show'> = async (system, _, { id }) => showOperation(system, id);
