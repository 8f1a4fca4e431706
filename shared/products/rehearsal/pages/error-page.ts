import { message, type PageContent } from '#html/document.ts';
import { html } from '#html/markup.ts';

const errors = {
  400: ['This cannot be read', 'What you sent cannot be read. Go back and try again.'],
  403: ['You may not see this', 'You are signed in, but have not the right that this takes.'],
  404: ['There is nothing here', 'There is no page at this address. If the address came from a mail, check that you copied all of it.'],
  405: ['This cannot be done here', 'You can only look at this page.'],
  409: ['This was sent before', 'This form was sent before with other answers. Open the form again to send a new request.'],
  413: [
    'That is too much',
    'What you sent is larger than 256 KiB, and nothing of it was stored. Go back with your browser: what you typed is still there. Shorten it, and send it again.',
  ],
  415: ['This content type is not accepted here', 'Send it with the form on this page.'],
  429: ['Too many for now', 'Only so many requests are accepted in a day. Nothing was stored; try again later.'],
  500: ['Something went wrong here', 'It is not your fault, and the error was logged. Try again in a moment.'],
  503: [
    'No new requests are accepted at the moment',
    'Intake of new requests is switched off for a while. Everything that was already accepted goes on.',
  ],
} as const satisfies Record<number, readonly [string, string]>;

export type ErrorStatus = keyof typeof errors;

/** W6: with a way on. `list`: of what else there is of the same kind. */
export function errorPage(
  status: ErrorStatus,
  detail?: string,
  [path, label]: readonly [path: string, label: string] = WAY_ON,
): PageContent {
  const [title, text] = errors[status];
  return message(title, detail ?? text, html`<div class="buttons"><a class="button quiet" href="${path}">${label}</a></div>`);
}

const WAY_ON = ['/start', 'Go to the start'] as const;

/** W6: nothing of this name, of a kind whose page is known. */
export function missingPage(what: string, list?: readonly [path: string, label: string]): PageContent {
  return errorPage(404, `There is no ${what}. It may have been removed, or its name is not quite that.`, list);
}
