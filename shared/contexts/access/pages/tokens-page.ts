import { isValid, tokenId, type Token, type TokensState } from '#contexts/access/domain/token/state.ts';
import { foldedAsk } from '#contexts/access/pages/asking/ask-form.ts';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { PageContent } from '#html/document.ts';
import { facts, tag } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { DAY } from '#kernel/time.ts';
import { moment, type When } from '#html/times.ts';

/** All tokens of a holder, and when each was last used. */
interface Holding {
  state: TokensState;
  lastUsed?: Readonly<Record<string, number>> | undefined;
}

interface TokensView {
  holdings: readonly Holding[];
  /** Address of the next page. */
  nextUrl?: string | undefined;
  make: AskView;
  rotate: (holder: string) => AskView;
  revoke: (token: string) => AskView;
  when: When;
}

/** P1, B10, W6: which programs and agents are let in, by what, and for how long. */
export function tokensPage({ holdings, nextUrl, make, when, ...asks }: TokensView): PageContent {
  const body = html`${holdings.length === 0 ? html`<section class="card" aria-label="Tokens"><p>No program has a token yet, and no agent but those of the settings.</p></section>` : holdings.map((one) => holdingCard(one, asks, when))}
${nextUrl === undefined ? undefined : html`<p><a rel="next" href="${nextUrl}">More tokens</a></p>`}
<section class="card" aria-labelledby="make"><h2 id="make">Another token</h2>
<p>A program gives it as <code>Authorization: Bearer …</code>; what it can ask for is on <a href="/api">the page of the API</a>. Nobody gives more than they have themselves.</p>${foldedAsk(make)}</section>`;
  return { title: 'Tokens', body };
}

function holdingCard({ state, lastUsed = {} }: Holding, { rotate, revoke }: Pick<TokensView, 'rotate' | 'revoke'>, when: When): Html {
  const open = state.tokens.filter(({ ended }) => ended === undefined);
  const over = state.tokens.filter(({ ended }) => ended !== undefined);
  // Nobody sees a token of somebody else’s.
  const canRotate = state.kind !== 'person' && open.some((token) => isValid(token, when.now));
  return html`<section class="card" aria-labelledby="h-${state.id}"><h2 id="h-${state.id}">${state.id}</h2><p class="quiet small">Of ${ofWhom(state)}.</p>
${open.toReversed().map((token) => tokenItem(state, token, lastUsed[token.number], when, revoke))}
${open.length === 0 ? html`<p>None is valid.</p>` : undefined}
${canRotate ? html`<div class="asks">${foldedAsk(rotate(state.id))}</div>` : undefined}
${over.length === 0 ? undefined : html`<details><summary>Those that are over</summary><ul class="rows">${over.toReversed().map((token) => html`<li>${overText(state, token, when)}</li>`)}</ul></details>`}</section>\n`;
}

function ofWhom({ kind, name }: TokensState): string {
  if (kind === 'agent') return `the agent of ${name}`;
  return kind === 'client' ? 'a program' : `the person ${name}, who keeps it themselves`;
}

/** Whoever looks then still has time to rotate it. */
const SOON = 14 * DAY;

function tokenItem(state: TokensState, token: Token, used: number | undefined, when: When, revoke: TokensView['revoke']): Html {
  return html`${tokenFacts(state, token, used, when)}<div class="asks">${foldedAsk(revoke(tokenId(state, token)))}</div>`;
}

/** What a token is, and what it opens. */
export function tokenFacts(state: TokensState, token: Token, used: number | undefined, when: When): Html {
  const { label, backends, scope, madeAt, madeBy, expiresAt } = token;
  const where = scope?.everywhere === true ? 'everywhere' : [...backends, ...(scope?.workspaces ?? [])].join(', ');
  const ends = expiresAt === undefined ? 'when it is revoked' : html`${moment(expiresAt, when)} ${endTag(expiresAt, when)}`;
  return html`<h3>${tokenId(state, token)} <span class="quiet" dir="auto">${label}</span></h3>${facts(
    ['Reaches', where],
    ['Permissions', scope === undefined ? undefined : scope.permissions.join(', ')],
    ['Made', html`${moment(madeAt, when)} by ${madeBy}`],
    ['Last used', used === undefined ? 'not yet' : moment(used, when)],
    ['Ends', ends],
  )}`;
}

function endTag(expiresAt: number, { now }: When): Html | undefined {
  if (expiresAt <= now) return tag('expired', 'bad');
  return expiresAt - now < SOON ? tag('ends soon', 'wait') : undefined;
}

export function overText(state: TokensState, token: Token, when: When): Html | undefined {
  const { ended, label } = token;
  if (ended === undefined) return undefined;
  return html`<strong>${tokenId(state, token)}</strong> <span dir="auto">${label}</span><br><span class="quiet small">${ended.why} ${moment(ended.at, when)} by ${ended.by}</span>`;
}
