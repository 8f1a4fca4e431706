import type { Failure } from '#contexts/operations/domain/run/classes.ts';
import { html, type Html } from '#html/markup.ts';
import { maskAddresses } from '#html/text.ts';

/** Stage and step as the executor names them; undefined where it names none. */
export function placeOf({ stage, step }: Failure): string | undefined {
  const parts = [...(stage === undefined ? [] : [`stage ${stage}`]), ...(step === undefined ? [] : [`step ${step}`])];
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** Undefined where nothing was said in words. */
export function firstErrorOf({ firstError }: Failure): Html | undefined {
  return firstError === '' ? undefined : html`<pre>${maskAddresses(firstError)}</pre>`;
}

/** Each distinct root error with how often it was seen; undefined where there is but one. */
export function rootsOf({ roots, moreRoots }: Failure): Html | undefined {
  if (roots === undefined) return undefined;
  return html`<ul>${roots.map(({ message, count }) => html`<li><pre>${maskAddresses(message)}</pre>${count > 1 ? ` ${count} times` : undefined}</li>`)}${moreRoots === undefined ? undefined : html`<li>and ${moreRoots} more</li>`}</ul>`;
}
