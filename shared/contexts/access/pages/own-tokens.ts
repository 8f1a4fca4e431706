import { isValid, tokenId, type TokensState } from '#contexts/access/domain/token/state.ts';
import { overText, tokenFacts } from '#contexts/access/pages/tokens-page.ts';
import { askPath } from '#contexts/access/pages/asking/ask-view.ts';
import { html, type Html } from '#html/markup.ts';
import type { When } from '#html/times.ts';

interface OwnTokens {
  state: TokensState;
  lastUsed?: Readonly<Record<string, number>> | undefined;
}

/** P1, W4. What somebody's own programs are let in by. */
export function ownTokensCard({ state, lastUsed = {} }: OwnTokens, when: When): Html {
  const open = state.tokens.filter(({ ended }) => ended === undefined);
  const over = state.tokens.filter(({ ended }) => ended !== undefined);
  const canRotate = open.some((token) => isValid(token, when.now));
  const make = ask('token_make', { holder: state.id }, 'Make a token');
  const rotate = canRotate ? ask('token_rotate', { holder: state.id }, 'Rotate the newest') : undefined;
  return html`<section class="card" aria-labelledby="tokens"><h2 id="tokens">Your tokens</h2>
<p>A program of yours gives one as <code>Authorization: Bearer …</code>, and may by it what you may, of what you say, for as long as you may it; it answers no question in your name. What it can ask for is on <a href="/api">the page of the API</a>.</p>
${open.length === 0 ? html`<p>You have none.</p>` : open.toReversed().map((token) => html`${tokenFacts(state, token, lastUsed[token.number], when)}<p>${ask('token_revoke', { token: tokenId(state, token) }, `Revoke ${tokenId(state, token)}`)}</p>`)}
<div class="buttons">${make}${rotate}</div>
${over.length === 0 ? undefined : html`<details><summary>Those that are over</summary><ul class="rows">${over.toReversed().map((token) => html`<li>${overText(state, token, when)}</li>`)}</ul></details>`}</section>`;
}

function ask(operation: string, given: Readonly<Record<string, string>>, label: string): Html {
  const query = new URLSearchParams({ ...given, back: '/account' });
  return html`<a class="button quiet" href="${askPath}${operation}?${query.toString()}">${label}</a>`;
}
