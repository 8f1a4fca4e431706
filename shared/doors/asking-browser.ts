import { z } from 'zod';
import { isHousePath } from './send-page.ts';
import { cookieParts } from './session-cookie.ts';
import type { SignInTokens } from './sign-in-tokens.ts';

/** W3. What the browser holds that wants to sign in, until it is signed in. `until`: milliseconds on the wall. */
const asking = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('mail'), ask: z.string(), verifier: z.string(), to: z.string(), until: z.number() }),
  z.strictObject({
    by: z.literal('provider'),
    slug: z.string(),
    state: z.string(),
    nonce: z.string(),
    verifier: z.string(),
    to: z.string(),
    until: z.number(),
  }),
]);
export type Asking = z.infer<typeof asking>;
export type AskingBy<By extends Asking['by']> = Extract<Asking, { by: By }>;

const PREFIX = 'a.';

export function askingText(tokens: Pick<SignInTokens, 'seal'>, given: Asking): string {
  return PREFIX + tokens.seal(Buffer.from(JSON.stringify(given)).toString('base64url'));
}

/** What this browser asked for, of this kind; undefined where it asked for nothing, or too long ago. */
export function askingOf<By extends Asking['by']>(
  tokens: Pick<SignInTokens, 'unseal'>,
  cookie: string | undefined,
  by: By,
  wall: number,
): AskingBy<By> | undefined {
  for (const part of cookieParts(cookie)) {
    const text = part.startsWith(PREFIX) ? tokens.unseal(part.slice(PREFIX.length)) : undefined;
    const read = text === undefined ? undefined : asking.safeParse(parsed(text));
    if (read?.success === true && read.data.by === by && read.data.until > wall) return read.data as AskingBy<By>;
  }
  return undefined;
}

/** Signed by us, so it was JSON. */
function parsed(text: string): unknown {
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
}

const LONGEST = 300;

const START = '/start';

/** Where somebody goes on once they are signed in: a page of this house, and else the first that is theirs. */
export function wayOn(to: string | null | undefined): string {
  if (to === null || to === undefined || !isHousePath(to) || to.length > LONGEST) return START;
  // A key would sign them in as somebody else at once.
  return (to.startsWith('/sign-') && to !== DONE) || /[?&]key=/.test(to) ? START : to;
}

/** Where a sign-in ends that another window waits for. */
const DONE = '/sign-in/done';
