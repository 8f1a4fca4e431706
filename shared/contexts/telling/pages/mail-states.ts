import type { MailDocument } from '#contexts/telling/documents.ts';
import { html, safeUrl, type Html } from '#html/markup.ts';
import { instant, type When } from '#html/times.ts';

const mailStates: Record<MailDocument['state'], string> = {
  accepted: 'accepted by the mail server',
  rejected: 'refused by the mail server',
  unknown: 'not known whether the mail server accepted it',
  skipped: 'not sent',
  held: 'waits',
};

/** N1, N8. An entry of the ledger: to whom, what became of it, and a button to send it again. */
export function mailItem(mail: MailDocument, to: string | Html, when: When, postUrl: string | undefined): Html {
  return html`<li><p><bdi>${mail.subject}</bdi></p><p class="quiet small">To ${to}, ${instant(mail.createdAt, when)}: <strong>${mailStates[mail.state]}</strong>${
    mail.state === 'accepted' ? undefined : ` (${mail.response})`
  }${mail.attempts > 1 ? `, ${mail.attempts} attempts` : ''}</p>${againForm(mail, postUrl)}</li>`;
}

/** One that is held goes out by itself. */
function againForm({ key, state, subject }: MailDocument, postUrl: string | undefined): Html | undefined {
  if (postUrl === undefined || state === 'held') return undefined;
  return html`<form method="post" action="${safeUrl(postUrl)}"><input type="hidden" name="mail" value="${key}"><button class="quiet">Send again<span class="hidden">: ${subject}</span></button></form>`;
}
