import type { MailTools, Wanted } from '#application/send-mail.ts';
import { reportPath } from '#pages/release-page.ts';
import { knownZone } from '#pages/times.ts';
import { renderMail, type MailInput, type MailLinks } from '#pages/mails/render-mail.ts';
import type { MailAddress, Mailer } from '#ports/mailer.ts';
import type { Installation } from './installation.ts';

/** Mails with the links and the code of their one reader, by the reader's clock; by the installation's where theirs is not known (N8). */
export function mailTools({ settings, system, links }: Pick<Installation, 'settings' | 'system' | 'links'>, mailer: Mailer): MailTools {
  const from = readSender(settings.mailFrom);
  const inputOf = ({ effect, state, person, now }: Wanted): MailInput => {
    const question = state.questions.find(({ id }) => id === effect.question);
    const clock = state.clocks.find(({ id }) => id === effect.clock);
    return {
      template: effect.template,
      state,
      rules: system.rules,
      ...(question === undefined ? {} : { question }),
      ...(effect.step === undefined ? {} : { step: effect.step }),
      ...(effect.note === undefined ? {} : { note: effect.note }),
      ...(clock === undefined ? {} : { clock }),
      ...(effect.release === undefined ? {} : { release: effect.release }),
      ...(effect.report === undefined ? {} : { report: effect.report }),
      forTeam: effect.to !== 'contributor',
      ...(effect.standIn === undefined ? {} : { standIn: effect.standIn }),
      person: { ...person, timeZone: knownZone(person.timeZone, settings.calendar.timeZone) },
      links: linksOf(effect, state.id),
      installation: settings.installation,
      now,
    };
  };
  const linksOf = ({ to, release, report }: Wanted['effect'], requestId: string): MailLinks => ({
    action: (id, action) => links.url({ requestId, question: id, action, person: to }),
    code: (id) => links.code({ requestId, question: id, person: to }),
    status: links.statusUrl(requestId),
    resubmit: `${settings.publicUrl}/requests/new?from=${links.statusUrl(requestId).split('/').at(-1) ?? ''}`,
    board: `${settings.publicUrl}/board`,
    report: `${settings.publicUrl}${release === undefined ? '/board' : reportPath(release, report)}`,
  });
  return {
    mailer,
    from,
    domain: from.address.split('@')[1] ?? 'rehearsal.invalid',
    render: (mail, others = []) => renderMail(inputOf(mail), others.map(inputOf)),
  };
}

/** `Name <address>` or an address, as the settings check it. */
function readSender(text: string): MailAddress {
  const [, name = '', address = text] = /^(.*) <([^<>]+)>$/.exec(text) ?? [];
  return { name, address };
}
