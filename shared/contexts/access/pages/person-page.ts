import type { Held, KnownPerson } from '#contexts/access/domain/account/known-person.ts';
import { permissionNames, permissions } from '#contexts/access/domain/rights/permissions.ts';
import { canBeAt } from '#contexts/access/domain/rights/may.ts';
import { inWords } from '#contexts/access/domain/rights/place.ts';
import { foldedAsk } from '#contexts/access/pages/asking/ask-form.ts';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import { roleText } from '#contexts/access/pages/people-page.ts';
import type { PageContent } from '#html/document.ts';
import { facts } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { plural } from '#html/text.ts';
import { instant, type When } from '#html/times.ts';

interface PersonView {
  known: KnownPerson;
  when: When;
  give: AskView;
  take: (held: Held) => AskView;
  /** Left out where there is nothing to take. */
  remove?: AskView | undefined;
}

/** W4: which right somebody has, from where, until when; it is given and taken here. */
export function personPage({ known, when, give, take, remove }: PersonView): PageContent {
  const { person, isNamed, held, account } = known;
  const open = account.sessions.filter(({ ended, expiresAt }) => ended === undefined && expiresAt > when.now).length;
  const last = account.sessions.at(-1);
  const body = html`<section class="card" aria-labelledby="who"><h2 id="who">Who they are</h2>
${facts(
  ['Id', html`<span class="mono">${person.id}</span>`],
  ['Mails go to', person.email],
  ['Known by', isNamed ? 'the settings' : `an invitation by ${account.invited?.by ?? 'somebody'}`],
  ['Signed in', open === 0 ? 'nowhere' : `in ${plural(open, 'browser')}`],
  ['Last sign-in', last === undefined ? undefined : instant(last.at, when)],
)}
<p><a href="/audit?who=person%3A${person.id}">What they did</a>, <a href="/audit?kind=account&amp;id=${person.id}">what was done to their account</a></p></section>
<section class="card" aria-labelledby="roles"><h2 id="roles">Roles</h2>
${held.length === 0 ? html`<p>None: they can sign in, and may nothing.</p>` : html`<ul class="rows">${held.map((one) => heldItem(one, when, take))}</ul>`}
${foldedAsk(give)}</section>
${held.length === 0 ? undefined : rights(held)}
${remove === undefined ? undefined : html`<section class="card" aria-labelledby="remove"><h2 id="remove">Remove</h2><p>All that they were given here is taken, and their sessions end. ${isNamed ? 'What the settings give them stays.' : 'They cannot sign in any more.'}</p>${foldedAsk(remove)}</section>`}`;
  return { title: person.name, body, back: ['/people', 'People'] };
}

function heldItem(held: Held, when: When, take: PersonView['take']): Html {
  const { given } = held;
  const until = given?.until === undefined ? undefined : html`, until ${instant(given.until, when)}`;
  const from = given === undefined ? html`by the settings` : html`given by ${given.by}, ${instant(given.since, when)}${until}`;
  return html`<li><p>${roleText(held)}</p><p class="quiet small">${from}</p>${given === undefined ? undefined : foldedAsk(take(held))}</li>`;
}

/** Every permission, and the role that it comes from. */
function rights(held: readonly Held[]): Html {
  const lines = permissionNames.flatMap((name) => {
    const from = held.filter(({ permissions: has, at }) => has.has(name) && canBeAt(name, at));
    return from.length === 0 ? [] : [html`<dt><code>${name}</code></dt><dd>May ${permissions[name].about}: ${whence(from)}.</dd>`];
  });
  return html`<section class="card" aria-labelledby="rights"><h2 id="rights">What that lets them do</h2><details><summary>${plural(lines.length, 'permission')}</summary><dl>${lines}</dl></details></section>`;
}

function whence(from: readonly Held[]): Html[] {
  return from.map(
    ({ role, at }, n) => html`${n === 0 ? undefined : '; '}${at === 'all' ? 'everywhere' : inWords(at)}, as <code>${role}</code>`,
  );
}
