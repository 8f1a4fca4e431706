import { noticePage } from '#pages/layout.ts';

const errors = {
  400: ['This cannot be read', 'What was sent cannot be understood. Go back, and try again.'],
  404: ['There is nothing here', 'The address leads nowhere. If it came from a mail, check that it was copied whole.'],
  405: ['This cannot be done here', 'This page can only be looked at.'],
  409: ['This was sent before', 'The same form came before with other answers. Open the form again to send a new request.'],
  413: ['That is too much', 'What was sent is larger than 256 KiB. Shorten it, and try again.'],
  415: ['This type is not taken here', 'Send it with the form of this page.'],
  429: ['Too many for now', 'There is a limit to how many requests are taken in a day. Nothing was stored; try again later.'],
  500: ['Something went wrong here', 'It is not your fault, and it was noted. Try again in a moment.'],
  503: ['No requests are taken at the moment', 'Taking in new requests is switched off for a while. Everything already accepted goes on.'],
} as const satisfies Record<number, readonly [string, string]>;

export type ErrorStatus = keyof typeof errors;

export function errorPage(installation: string, status: ErrorStatus, detail?: string): string {
  const [title, text] = errors[status];
  return noticePage(installation, title, detail ?? text);
}
