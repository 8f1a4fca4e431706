import type { Session } from '#contexts/access/domain/account/session.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import { facts, tag } from '#html/elements.ts';
import { textField } from '#html/fields.ts';
import { html, type Html } from '#html/markup.ts';
import type { PageContent } from '#html/document.ts';
import { moment, type When } from '#html/times.ts';

export interface AccountView {
  name: string;
  /** Left out for an operator, of whom no more is known. */
  person: Person | undefined;
  /** The roles' names as they are shown, if any. */
  sessions: readonly (Session & { lastSeen: number })[];
  /** Number of the session of this very browser. */
  here: number;
  failed?: { count: number; last: number } | undefined;
  formToken: string;
  /** Of a person. */
  tokens?: Html | undefined;
  /** N8. As they said it, or as they have just typed it. */
  zone?: { typed: string; problem?: string; now: string } | undefined;
  when: When;
}

/** W3. Who somebody is here, and where they are signed in. */
export function accountPage({ name, person, sessions, here, failed, formToken, tokens, zone, when }: AccountView): PageContent {
  const open = sessions.filter(({ ended }) => ended === undefined);
  const over = sessions.filter(({ ended }) => ended !== undefined).toReversed();
  const body = html`<section class="card" aria-labelledby="you"><h2 id="you">You</h2>
${facts(['Name', name], ['Mails go to', person?.email], ['GitHub', person?.githubLogin === undefined ? undefined : `@${person.githubLogin}`])}
<p class="quiet small">${person === undefined ? 'You operate this installation, by a key of your own. Whoever changes the key ends what it opened.' : 'These are in the settings of the installation. An admin changes them.'}</p>
<form method="post" action="/sign-out"><div class="buttons"><button class="quiet">Sign out</button></div></form></section>
${zone === undefined ? undefined : zoneCard(zone, formToken)}
${tokens}
<section class="card" aria-labelledby="sessions"><h2 id="sessions">Where you are signed in</h2>
${failed === undefined ? undefined : html`<div class="note bad"><p>Since you last signed in, a wrong code was typed ${failed.count === 1 ? 'once' : `${failed.count} times`} for your address, last ${moment(failed.last, when)}. If that was not you, somebody knows your address, and no more than that.</p></div>`}
<ul class="rows">${open.toReversed().map((session) => openRow(session, { here, formToken, when }))}</ul>
${open.length > 1 ? html`<form method="post" action="/account/end"><input type="hidden" name="form" value="${formToken}"><input type="hidden" name="session" value="others"><div class="buttons"><button class="quiet">End all others</button></div></form>` : undefined}</section>
${over.length === 0 ? undefined : html`<section class="card" aria-labelledby="over"><h2 id="over">Ended</h2><ul class="rows">${over.map((session) => overRow(session, when))}</ul></section>`}`;
  return { title: 'Your account', body };
}

/** N8. */
function zoneCard({ typed, problem, now }: NonNullable<AccountView['zone']>, formToken: string): Html {
  const hint = 'Such as Europe/Vienna. Empty: pages go by the clock of your browser, and mails by that of the settings.';
  return html`<section class="card" aria-labelledby="zone"><h2 id="zone">Your clock</h2><p>Times in your mails are by ${now}${typed !== '' && problem === undefined ? ', and on pages, too' : ''}.</p>
<form method="post" action="/account/zone" novalidate><input type="hidden" name="form" value="${formToken}">
${textField({ name: 'zone', label: 'Time zone', value: typed, hint, problem, max: 60, required: 'sometimes' })}<div class="buttons"><button class="quiet">Save</button></div></form></section>`;
}

function openRow(
  session: AccountView['sessions'][number],
  { here, formToken, when }: Pick<AccountView, 'here' | 'formToken' | 'when'>,
): Html {
  const { number, from, at, lastSeen, expiresAt } = session;
  return html`<li><strong>${from}</strong> ${number === here ? tag('this browser', 'good') : undefined}<br>
<span class="quiet small">${wayText(session)} ${moment(at, when)}; last used ${moment(lastSeen, when)}; ends ${moment(expiresAt, when)}</span>
${number === here ? undefined : html`<form method="post" action="/account/end"><input type="hidden" name="form" value="${formToken}"><input type="hidden" name="session" value="${number}"><div class="buttons"><button class="quiet">End it<span class="hidden">: ${from}</span></button></div></form>`}</li>`;
}

function overRow({ from, ended, ...session }: Session, when: When): Html | undefined {
  if (ended === undefined) return undefined;
  return html`<li>${from}<br><span class="quiet small">${wayText(session)} ${moment(session.at, when)}; ${endTexts[ended.why]} ${moment(ended.at, when)}</span></li>`;
}

function wayText({ way }: Pick<Session, 'way'>): string {
  if (way === 'mail') return 'Signed in by mail';
  if (way === 'key') return 'Signed in with a key';
  return way === 'github' ? 'Signed in with GitHub' : `Signed in with ${way}`;
}

const endTexts: Record<NonNullable<Session['ended']>['why'], string> = {
  signed_out: 'signed out',
  ended: 'ended',
  renewed: 'signed in again',
  too_many: 'ended, because there were too many,',
  expired: 'ran out',
};
