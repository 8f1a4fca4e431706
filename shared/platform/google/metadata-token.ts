import { request, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { MINUTE, SECOND } from '#kernel/time.ts';
import type { AccessTokens } from './access-tokens.ts';
import { RestError } from './rest-error.ts';
import { lost, textOf } from './rest-call.ts';

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number() });
/** The metadata server hands out a new token when the old one has less than five minutes left. */
const RENEW_BEFORE = 4 * MINUTE;
const PATIENCE = 10 * SECOND;
const PATH = '/computeMetadata/v1/instance/service-accounts/default/token';

/** https://cloud.google.com/compute/docs/access/authenticate-workloads — every Cloud Function has this server beside it. */
export function metadataTokens(host = 'metadata.google.internal'): AccessTokens {
  let kept: { token: Promise<string>; until: number } | undefined;
  return {
    get() {
      if (kept !== undefined && performance.now() < kept.until) return kept.token;
      const mine = {
        token: fetchToken(host).then(({ access_token: token, expires_in: seconds }) => {
          mine.until = performance.now() + seconds * SECOND - RENEW_BEFORE;
          return token;
        }),
        until: Number.POSITIVE_INFINITY,
      };
      // Callers that come meanwhile share the answer; a failure is nobody's for longer than that.
      mine.token.catch(() => void (kept = kept === mine ? undefined : kept));
      kept = mine;
      return mine.token;
    },
    drop: () => void (kept = undefined),
  };
}

/** An emulator believes this one (Firebase's convention) and holds no rules against it. */
export function emulatorToken(): AccessTokens {
  return { get: () => Promise.resolve('owner'), drop: () => undefined };
}

async function fetchToken(host: string): Promise<z.infer<typeof tokenAnswer>> {
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { headers: { 'metadata-flavor': 'Google' }, signal: AbortSignal.timeout(PATIENCE) };
      request(`http://${host}${PATH}`, options, resolve).on('error', reject).end();
    });
    const text = await textOf(answer);
    if (answer.statusCode !== 200) throw new RestError('UNAVAILABLE', `the metadata server answered ${answer.statusCode}`);
    return tokenAnswer.parse(JSON.parse(text));
  } catch (error) {
    throw error instanceof RestError ? error : lost(error);
  }
}
