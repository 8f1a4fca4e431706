import type { MailTools } from '#application/send-mail.ts';
import { reportPath } from '#pages/release-page.ts';
import { knownZone } from '#pages/times.ts';
import { renderMail } from '#pages/mails/render-mail.ts';
import type { MailAddress, Mailer } from '#ports/mailer.ts';
import type { Installation } from './installation.ts';

/** Mails with the links and the code of their one reader, by the reader's clock; by the installation's where theirs is not known (N8). */
export function mailTools({ settings, system, links }: Pick<Installation, 'settings' | 'system' | 'links'>, mailer: Mailer): MailTools {
  const from = readSender(settings.mailFrom);
  return {
    mailer,
    from,
    domain: from.address.split('@')[1] ?? 'rehearsal.invalid',
    render({ effect, state, person, now }) {
      const question = state.questions.find(({ id }) => id === effect.question);
      const clock = state.clocks.find(({ id }) => id === effect.clock);
      return renderMail({
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
        links: {
          action: (id, action) => links.url({ requestId: state.id, question: id, action, person: effect.to }),
          code: (id) => links.code({ requestId: state.id, question: id, person: effect.to }),
          status: links.statusUrl(state.id),
          resubmit: `${settings.publicUrl}/requests/new?from=${links.statusUrl(state.id).split('/').at(-1) ?? ''}`,
          board: `${settings.publicUrl}/board`,
          report: `${settings.publicUrl}${effect.release === undefined ? '/board' : reportPath(effect.release, effect.report)}`,
        },
        installation: settings.installation,
        now,
      });
    },
  };
}

/** `Name <address>` or an address, as the settings check it. */
function readSender(text: string): MailAddress {
  const [, name = '', address = text] = /^(.*) <([^<>]+)>$/.exec(text) ?? [];
  return { name, address };
}
