import { z } from 'zod';

/** Text that every program and database downstream can hold: no NUL, no half of a character. */
export function plainText(most: number): z.ZodString {
  return z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'must be text without NUL and without half characters');
}

/** The same of a text that is ours: what cannot be held is taken out. Never longer than `most`. */
export function madePlain(text: string, most: number): string {
  return text.replaceAll('\0', '').toWellFormed().slice(0, most).toWellFormed();
}
