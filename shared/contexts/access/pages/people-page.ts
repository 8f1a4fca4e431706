import type { KnownPerson } from '#contexts/access/domain/account/known-person.ts';
import { inWords } from '#contexts/access/domain/rights/place.ts';
import { foldedAsk } from '#contexts/access/pages/asking/ask-form.ts';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { PageContent } from '#html/document.ts';
import { html, type Html } from '#html/markup.ts';

interface PeopleView {
  people: readonly KnownPerson[];
  /** Address of the next page. */
  nextUrl?: string | undefined;
  invite: AskView;
}

/** W4, W8: who there is, what each may do, and from where they have it. */
export function peoplePage({ people, nextUrl, invite }: PeopleView): PageContent {
  const body = html`<section class="card" aria-labelledby="people"><h2 id="people">Everybody who can sign in</h2>
<p>What a role may do is on <a href="/roles">the page of roles</a>.</p>
<ul class="rows">${people.map(personItem)}</ul>
${nextUrl === undefined ? undefined : html`<p><a rel="next" href="${nextUrl}">More people</a></p>`}</section>
<section class="card" aria-labelledby="invite"><h2 id="invite">Somebody new</h2>
<p>Whom the settings do not name can be invited. They sign in by a link that is mailed to them, and may nothing until you give them a role.</p>${foldedAsk(invite)}</section>`;
  return { title: 'People', body };
}

function personItem({ person: { id, name }, isNamed, held }: KnownPerson): Html {
  return html`<li><p><a href="/people/${id}"><strong dir="auto">${name}</strong></a> <span class="quiet small">${id}${isNamed ? '' : ', invited'}</span></p>
<p>${held.length === 0 ? 'No role.' : held.map((one, n) => html`${n === 0 ? undefined : '; '}${roleText(one)}`)}</p></li>`;
}

export function roleText({ role, at }: KnownPerson['held'][number]): Html {
  return html`<code>${role}</code>${at === 'all' ? undefined : ` ${inWords(at)}`}`;
}
