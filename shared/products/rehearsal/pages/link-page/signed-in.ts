import { possibleActions } from '#products/rehearsal/domain/possible-actions.ts';
import type { Action } from '#products/rehearsal/domain/questions.ts';
import type { PageContent } from '#html/document.ts';
import { html, type Html } from '#html/markup.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import type { LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';

/** Somebody who is signed in is on a page among others; whoever came by a mailed link is on that one alone. */
export function aroundOf({ signedIn, state }: LinkView): Pick<PageContent, 'bare' | 'back'> {
  return signedIn === undefined ? { bare: true } : { back: [`/requests/${state.id}`, `Request ${state.id}`] };
}

/** Said, since the same page is shown at another address where the answer was changed. */
export function formAction({ signedIn, action }: LinkView): Html | undefined {
  return signedIn === undefined ? undefined : html` action="${signedIn.path(action)}"`;
}

/** W3: the other answers to the same question, on the same page; what was typed goes along. */
export function otherAnswers(view: LinkView): Html | undefined {
  const others = othersOf(view);
  if (others.length === 0) return undefined;
  return html`<p>Or decide otherwise; what you typed stays:</p>
<div class="buttons">${others.map((action) => html`<button class="quiet" name="other" value="${action}" formnovalidate>${actionKinds[action].label}</button>`)}</div>`;
}

/** The same as links, where nothing can be typed. */
export function otherWays(view: LinkView): Html | undefined {
  const { signedIn } = view;
  const others = othersOf(view);
  if (signedIn === undefined || others.length === 0) return undefined;
  return html`<div class="buttons">${others.map((action) => html`<a class="button quiet" href="${signedIn.path(action)}">${actionKinds[action].label}</a>`)}</div>`;
}

function othersOf({ signedIn, state, question, action }: LinkView): Action[] {
  return signedIn === undefined ? [] : possibleActions(state, question).filter((one) => one !== action);
}
