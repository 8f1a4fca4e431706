import { RestError } from './rest-error.ts';
import { StoreError, type StoreErrorCode } from '#kernel/store/errors.ts';

const codes: Record<string, StoreErrorCode> = {
  CANCELLED: 'unavailable',
  UNKNOWN: 'unavailable',
  DEADLINE_EXCEEDED: 'unavailable',
  ALREADY_EXISTS: 'already_exists',
  RESOURCE_EXHAUSTED: 'unavailable',
  ABORTED: 'contended',
  INTERNAL: 'unavailable',
  UNAVAILABLE: 'unavailable',
  UNAUTHENTICATED: 'unavailable', // a token that ran out meanwhile
};

/** The port's error for what the service answered; an error that is none of them is a bug and passes as it is. `created`: paths of the documents to create. */
export function storeErrorOf(error: unknown, created: readonly string[] = []): unknown {
  if (!(error instanceof RestError)) return error;
  const code = isExpired(error) ? 'contended' : codes[error.code];
  if (code === undefined) return error;
  return new StoreError(code, error.message, code === 'already_exists' ? namedPath(error.message, created) : undefined, { cause: error });
}

/** Contention or an outage, a transaction that lasted too long among them: the same may succeed when it is done again. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof RestError)) return false;
  return isExpired(error) || (error.code !== 'ALREADY_EXISTS' && Object.hasOwn(codes, error.code));
}

function isExpired({ code, message }: RestError): boolean {
  return code === 'INVALID_ARGUMENT' && /transaction (has expired|has timed out|is invalid or closed)/i.test(message);
}

/** Which of the documents to create the message is about: the longest path that it names, as one id may begin with another. */
function namedPath(message: string, created: readonly string[]): string | undefined {
  if (created.length === 1) return created[0];
  return created.filter((path) => message.includes(`/${path}`)).toSorted((a, b) => b.length - a.length)[0];
}
