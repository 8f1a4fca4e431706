import { z } from 'zod';

/** What effects of mails carry beside their reader, as the schemas of templates name it. Words are the letter's; these are facts. */
export const ofQuestion = { question: z.int() };
export const ofJob = { step: z.string() };
/** The job or deployment step that it is about. */
export const mayNameJob = { step: z.string().exactOptional() };
/** S2. */
export const ofClock = { clock: z.string() };
/** C3, C4. What the cutoff is of. */
export const ofRelease = { release: z.string() };

/** What it is about says all. */
export const nothing = z.strictObject({});
/** It brings a question's links. */
export const asking = z.strictObject({ ...ofQuestion, ...mayNameJob });
/** It brings them to some of its readers. */
export const mayAsk = z.strictObject({ question: z.int().exactOptional(), ...mayNameJob });
export const aboutJob = z.strictObject(mayNameJob);
/** About one, or several at once. */
export const aboutJobs = z.strictObject({ ...mayNameJob, steps: z.array(z.string()).exactOptional() });
