import { instructionFields } from '#contexts/intake/domain/form/instructions.ts';
import { reasonFields } from '#contexts/intake/domain/form/reasons.ts';
import { exchangesOf, ownEdits } from '#products/rehearsal/domain/exchanges.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { actorName, documentUrl, expectedText, nameOfStep } from '#products/rehearsal/pages/about.ts';
import { said } from '#html/elements.ts';
import { html, type Html } from '#html/markup.ts';
import { heading, quote, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import { plural } from '#html/text.ts';
import { instant, instantText, type When } from '#html/times.ts';
import type { Edited } from '#contexts/intake/domain/kept/edits.ts';

interface Told {
  state: Requested & Questioned;
  rules: Rules;
  when: When;
}

/** One change as two texts for people. */
function beforeAndAfter(change: Edited, state: Requested): { name: string; before: string; after: string; more: number } {
  if (change.field === 'expectedOutput') {
    const lines = (list: typeof change.gone): string => list.map(expectedText).join('\n');
    const name = `Expected output of ${nameOfStep(state.submission, change.step)}`;
    return { name, before: lines(change.gone), after: lines(change.come), more: change.more };
  }
  const names = {
    documentId: instructionFields.instructionsDoc.label,
    reason: reasonFields.reason.label,
    targetRelease: reasonFields.targetRelease.label,
  };
  const shown = (value: string): string =>
    change.field === 'documentId' ? documentUrl({ instructionsDoc: { documentId: value } }) : value;
  return { name: names[change.field], before: shown(change.before), after: shown(change.after), more: 0 };
}

/** Q2: for the mails of whoever reviews it. */
export function exchangeBlocks({ state, rules, when }: Told): Block[] {
  const asked = exchangesOf(state, state.edited).flatMap(({ asked: question, answered, changes }) => [
    ...(question === undefined
      ? []
      : [quote(`${actorName(question.by, state, rules)} asked, ${instantText(question.at, when.timeZone)}`, question.text)]),
    ...(answered === undefined ? [] : [quote(`Answered, ${instantText(answered.at, when.timeZone)}`, answered.text)]),
    ...changeBlocks(changes, state),
  ]);
  const own = ownEdits(state.edited).flatMap(({ at, changes }) => [
    text(`Changed by the contributor on their own initiative, ${instantText(at, when.timeZone)}:`),
    ...changeBlocks(changes, state),
  ]);
  return asked.length + own.length === 0 ? [] : [heading('What was asked, answered and changed'), ...asked, ...own];
}

function changeBlocks(changes: readonly Edited[], state: Requested): Block[] {
  return changes.flatMap((change) => {
    const { name, before, after, more } = beforeAndAfter(change, state);
    return [
      quote(`${name}, before`, before === '' ? '(nothing)' : before),
      quote(`${name}, now`, after === '' ? '(nothing)' : after),
      ...(more === 0 ? [] : [text(`${plural(more, 'more line')} changed; the status page shows the lists as they are now.`)]),
    ];
  });
}

/** The same on a page. */
export function exchangeCard({ state, rules, when }: Told): Html | undefined {
  const exchanges = exchangesOf(state, state.edited);
  const own = ownEdits(state.edited);
  if (exchanges.length + own.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="exchanges"><h2 id="exchanges">What was asked, answered and changed</h2>${exchanges.map(
    ({ asked, answered, changes }) =>
      html`${asked === undefined ? undefined : html`<h3>${actorName(asked.by, state, rules)} asked, ${instant(asked.at, when)}</h3>${said(asked.text)}`}${
        answered === undefined
          ? html`<p>Not answered yet.</p>`
          : html`<h3>Answered, ${instant(answered.at, when)}</h3>${said(answered.text)}`
      }${changeList(changes, state)}`,
  )}${own.map(({ at, changes }) => html`<h3>Changed on their own initiative, ${instant(at, when)}</h3>${changeList(changes, state)}`)}</section>`;
}

function changeList(changes: readonly Edited[], state: Requested): Html {
  return html`${changes.map((change) => {
    const { name, before, after, more } = beforeAndAfter(change, state);
    return html`<h4>${name}</h4><p class="quiet small">Before:</p>${said(before === '' ? '(nothing)' : before)}<p class="quiet small">Now:</p>${said(after === '' ? '(nothing)' : after)}${
      more === 0 ? undefined : html`<p>${plural(more, 'more line')} changed.</p>`
    }`;
  })}`;
}
