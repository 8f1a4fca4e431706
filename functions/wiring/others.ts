import * as pipelines from '#products/pipelines/app/for-others.ts';
import type { Others } from '#products/rehearsal/app/others.ts';
import type { System, Transaction } from './system.ts';

/** What the other products have of what the first serves them all with. */
export const others: Others<System, Transaction> = pipelines.forOthers;
