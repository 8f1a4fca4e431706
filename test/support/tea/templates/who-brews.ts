import { z } from 'zod';
import { defineTemplate } from './define.ts';

/** The question, with its links. */
export const whoBrews = defineTemplate({ about: 'tea', asks: ['brew'], data: z.strictObject({ question: z.int() }) });
