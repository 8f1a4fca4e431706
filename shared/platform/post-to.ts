import type { Delivery } from '#contexts/telling/ports/channel.ts';

/** A message over HTTP. */
interface Post {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** How long the other side may take to answer, in milliseconds. */
  patience: number;
  /** As answers and errors name it. */
  who: string;
  /** Whether this answer means that the same will be refused for ever. */
  isFinal?: (status: number) => boolean;
}

/** N6. Any 2xx is an answer for it; a redirect is none. Never says the address: it may hold a key. */
export async function postTo({ url, headers, body, patience, who, isFinal }: Post): Promise<Delivery> {
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(patience) });
    await answer.body?.cancel();
    const response = `${who} answered ${answer.status}`;
    return answer.ok ? { state: 'accepted', response } : { state: 'rejected', response, permanent: isFinal?.(answer.status) === true };
  } catch (error) {
    const { cause, wasSent } = causeOf(error);
    const response = `${who} was not reached: ${cause}`;
    return wasSent ? { state: 'unknown', response } : { state: 'rejected', response, permanent: false };
  }
}

/** Before there is a connection nothing can have been taken. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
]);

function causeOf(error: unknown): { cause: string; wasSent: boolean } {
  const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } | undefined };
  const code = typeof cause?.code === 'string' ? cause.code : '';
  // What `fetch` will not do by its own rules, such as calling a blocked port, has a cause without a code; what a network does has one.
  const byRule = cause !== undefined && code === '';
  return { cause: `${String(name)}${code === '' ? '' : ` ${code}`}`.slice(0, 100), wasSent: !byRule && !NEVER_SENT.has(code) };
}
