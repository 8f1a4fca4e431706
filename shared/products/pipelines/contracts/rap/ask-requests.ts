import { z } from 'zod';
import { actionName, mostActions, rapId } from '#products/pipelines/contracts/rap/names.ts';

/** `POST rap/status/`. No ids at all is the usual case. */
export const statusRequest = z.object({ rap_ids: z.array(rapId).max(2_000) });

/** `POST rap/cancel/`. */
export const cancelRequest = z.object({ rap_id: rapId, actions: z.array(actionName).min(1).max(mostActions) });
