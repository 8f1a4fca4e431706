import { z } from 'zod';
import { defineTemplate } from './define.ts';

/** About no tea: what it tells, it brings along. */
export const noWater = defineTemplate({ about: 'notice', urgent: true, data: z.strictObject({ kettle: z.string(), litres: z.number() }) });
