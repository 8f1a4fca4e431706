import { z } from 'zod';
import { defineTemplate } from '#products/pipelines/kinds/templates/define.ts';

/** K4. A run is over: one mail to each who is to hear of it. The run says all. */
export const runEnded = defineTemplate({ about: 'run', data: z.strictObject({}) });
