import { z } from 'zod';
import { defineTemplate } from './define.ts';

/** Somebody makes it. */
export const settled = defineTemplate({ about: 'tea', data: z.strictObject({}) });
