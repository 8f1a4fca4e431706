import type { Delivery } from '#contexts/telling/ports/channel.ts';
import { oneLine } from './smtp-checks.ts';

/** What the transport tells about a failure, as far as it matters here. */
interface SmtpFailure {
  code?: unknown;
  responseCode?: unknown;
  permanent?: unknown;
  response?: unknown;
  message?: unknown;
}

/**
 * `textSent`: the whole text had gone out when it failed. An answer of the server settles it either way; without one, only
 * a failure before the end of the text is known to have left nothing behind (a server drops a message without its closing dot).
 */
export function outcomeOfError(error: unknown, textSent: boolean): Delivery {
  const failure: SmtpFailure = typeof error === 'object' && error !== null ? error : { message: String(error) };
  if (typeof failure.responseCode === 'number') {
    const response = safeResponse(textIn(failure.response) || `${failure.responseCode}`);
    return { state: 'rejected', response, permanent: failure.permanent === true && isAboutTheMail(failure.code) };
  }
  const response = safeResponse(`${textIn(failure.code) || 'failed'}: ${textIn(failure.message)}`);
  return textSent ? { state: 'unknown', response } : { state: 'rejected', response, permanent: isAboutTheMail(failure.code) };
}

/** A refused login or greeting is the installation's trouble: once that is mended, the same mail goes through. */
function isAboutTheMail(code: unknown): boolean {
  return code === 'EENVELOPE' || code === 'EMESSAGE';
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function safeResponse(text: string): string {
  return oneLine(text)
    .replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '(address)')
    .slice(0, 300);
}
