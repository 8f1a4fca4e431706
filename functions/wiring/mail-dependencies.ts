import type { SignInTokens } from '#doors/sign-in-tokens.ts';
import type { CodeClaims } from '#kernel/questions/claims.ts';
import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import type { MailDependencies, Wanted } from '#products/rehearsal/app/performers/send-mail.ts';
import type { RequestMail } from '#products/rehearsal/app/teller.ts';
import { asShown } from '#products/rehearsal/domain/as-shown.ts';
import { dataOf } from '#products/rehearsal/domain/mail/read-data.ts';
import { roundOf } from '#products/rehearsal/domain/locks.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { reportPath } from '#contexts/calendar/pages/release-page.ts';
import { knownZone } from '#html/times.ts';
import { renderWritten, type Written } from '#contexts/telling/pages/mails/render.ts';
import type { MailEffect as PipelineMail } from '#products/pipelines/domain/mail/effect.ts';
import type { RunAccount } from '#products/pipelines/domain/run/account.ts';
import * as pipelines from '#products/pipelines/pages/mails/write-mail.ts';
import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import {
  mailFrame,
  writeMail,
  type MailInput,
  type MailLinks,
  type NotificationInput,
} from '#products/rehearsal/pages/mails/write-mail.ts';
import type { MailAddress, Mailer } from '#contexts/telling/ports/mailer.ts';
import type { Installation } from './installation.ts';

type House = Pick<Installation, 'settings' | 'system' | 'links'> & { signIn: { tokens: Pick<SignInTokens, 'mailedUrl' | 'passUrl'> } };

/** Mails with the links and the code of their one reader, by the reader's clock; by the installation's where theirs is not known (N8). */
export function mailDependencies(house: House, mailer: Mailer): MailDependencies {
  const from = readSender(house.settings.mailFrom);
  return {
    mailer,
    from,
    domain: from.address.split('@')[1] ?? 'rehearsal.invalid',
    render: (mail, others = []) =>
      renderWritten(
        written(house, mail),
        others.map((other) => written(house, other)),
        mailFrame(house.settings.installation),
      ),
  };
}

/** N10. By the kind of what it is about; whatever else there is brings along what it tells. */
function written(house: House, mail: Wanted): Written {
  return (writers[mail.subject.kind] ?? ofRequests)(house, mail);
}

/** What is stored under a kind of subject, and what is read for it, is that product’s own. */
const writers: Readonly<Record<string, (house: House, mail: Wanted) => Written>> = {
  // Its mails bring along what they tell.
  account: (house, { state: _state, ...mail }) => ofRequests(house, mail),
  run({ settings }, { effect, state, person, now }) {
    const when = { now, timeZone: knownZone(person.timeZone, settings.calendar.timeZone) };
    return pipelines.writeMail(effect as PipelineMail, { account: state as RunAccount, person, when });
  },
};

function ofRequests(house: House, mail: Wanted): Written {
  const { state, ...rest } = mail as RequestMail;
  // I16: whoever reads it.
  return writeMail(inputOf(house, { ...rest, ...(state === undefined ? {} : { state: asShown(state) }) }));
}

function inputOf(house: House, wanted: RequestMail): MailInput {
  const { effect, state } = wanted;
  const notice = notificationOf(house, wanted);
  if (state === undefined) return notice;
  const question = state.questions.find(({ id }) => id === (effect.question ?? effect.answered));
  const clock = state.clocks.find(({ id }) => id === effect.clock);
  return {
    ...notice,
    state,
    ...(question === undefined ? {} : { question }),
    ...(effect.step === undefined ? {} : { step: effect.step }),
    ...(effect.steps === undefined ? {} : { steps: effect.steps }),
    ...(clock === undefined ? {} : { clock }),
    ...(effect.standIn === undefined ? {} : { standIn: effect.standIn }),
    links: { ...notice.links, ...linksOf(house, effect, state) },
  };
}

function notificationOf({ settings, system, signIn }: House, { effect, person, now }: RequestMail): NotificationInput {
  const { template, release, report } = effect;
  return {
    template,
    rules: system.rules,
    data: dataOf(template, effect),
    forTeam: effect.to !== 'contributor',
    person: { ...person, timeZone: knownZone(person.timeZone, settings.calendar.timeZone) },
    links: {
      board: `${settings.publicUrl}/board`,
      report: `${settings.publicUrl}${release === undefined ? '/board' : reportPath(release, report)}`,
      signIn: (ask) => signIn.tokens.mailedUrl(ask),
      signInPass: (ask) => signIn.tokens.passUrl(ask),
      page: (path) => `${settings.publicUrl}${path}`,
    },
    installation: settings.installation,
    now,
  };
}

function linksOf(
  { settings, links }: House,
  { to }: MailEffect,
  state: Identified & Requested & Questioned,
): Omit<MailLinks, keyof NotificationInput['links']> {
  const requestId = state.id;
  // X7: whoever was locked out has new ones, and the old ones are dead.
  const whose = (question: number): CodeClaims => ({
    subject: theRequest(requestId),
    question,
    person: to,
    round: roundOf(state, { question, person: to }),
  });
  return {
    action: (id, action) => links.url({ ...whose(id), action }),
    code: (id) => links.code(whose(id)),
    status: links.statusUrl(requestId),
    resubmit: `${settings.publicUrl}/requests/new?from=${links.statusUrl(requestId).split('/').at(-1) ?? ''}`,
  };
}

/** `Name <address>` or an address, as the settings check it. */
function readSender(text: string): MailAddress {
  const [, name = '', address = text] = /^(.*) <([^<>]+)>$/.exec(text) ?? [];
  return { name, address };
}
