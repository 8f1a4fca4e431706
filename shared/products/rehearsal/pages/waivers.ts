import { gatesInTheWay } from '#products/rehearsal/domain/call-admins.ts';
import type { Gate, Waiver } from '#contexts/gates/domain/gates.ts';
import { hindrancesOf } from '#contexts/gates/domain/hindrances.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Holdable } from '#products/rehearsal/domain/parts/holdable.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import { personName } from '#products/rehearsal/pages/about.ts';
import { gateLabels } from '#contexts/gates/pages/labels.ts';
import { ended as withEnd, sentence, shortSha } from '#html/text.ts';
import type { Hindrance, HindranceKind } from '#contexts/gates/domain/hindrance.ts';
import { notWaivable, waiverOf } from '#contexts/gates/domain/open-gates.ts';

const words: Record<HindranceKind, (name: string) => string> = {
  draft: () => 'it is a draft',
  closed: () => 'it is closed',
  merged: () => 'it is already merged',
  missing: () => 'there is no commit',
  unseen: () => 'the code host could not be asked',
  label: (name) => `it is labelled ${name}`,
  red: (name) => `${name} is not green`,
  absent: (name) => `${name} has not reported`,
  held: (name) => `${name} is waiting for a maintainer`,
  running: (name) => `${name} is still running`,
  hidden: (name) => `the host does not show us ${name}`,
  no_checks: () => 'no check has run',
  changes: (name) => `${name} asked for changes`,
  review: (name) => `${name} has not approved`,
  approval: (name) => `approval ${name} is missing`,
  problem: (name) => name,
  untested: (name) => `there is no test file for ${name}`,
  no_audit: (name) => `no audit was found for ${name}`,
  more: (name) => `and ${name.replace(/ .*$/, '')} more`,
  said: (name) => name.replace(/\.$/, ''),
};

/** What an admin knows by it, as a sentence; nothing where the gate’s own words say it all. */
const afterwards: Partial<Record<HindranceKind, string>> = {
  draft: 'A draft can be tested; the host merges it only once it is marked ready for review.',
  closed: 'A closed pull request can still be tested; it cannot be merged until somebody reopens it.',
  merged: 'A merged pull request can still be tested; the merge is not undone.',
};

function hindranceText({ what, name }: Hindrance): string {
  return words[what](name);
}

/** All that keeps a gate from passing, by name. */
function hindrancesText(list: readonly Hindrance[]): string {
  return list.map(hindranceText).join('; ');
}

/** G7: by whom, why, and what of; also when it counts no more. */
export function waiverText(waiver: Waiver, state: Requested, rules: Rules): `waived by ${string}` {
  const { by, operator, reason, covers, headSha, ended } = waiver;
  const through = operator === undefined ? '' : ` (through ${personName(operator, state, rules)})`;
  const what = covers === undefined || covers.length === 0 ? '' : ` It covers: ${withEnd(hindrancesText(covers))}`;
  const commit = headSha === undefined ? '' : ` at ${shortSha(headSha)}`;
  const over = ended === undefined ? '' : ` It no longer counts: ${ENDED[ended]}.`;
  return `waived by ${personName(by, state, rules)}${through}${commit} because: ${withEnd(reason)}${what}${over}`;
}

/** The waiver by which a gate passes, or the last one that counts for it no more. */
function waiverToShow(gate: Gate, waivers: readonly Waiver[]): { waiver: Waiver; isInForce: boolean } | undefined {
  const inForce = waiverOf(gate, waivers);
  if (inForce !== undefined) return { waiver: inForce, isInForce: true };
  const last = waivers.findLast((waiver) => waiver.gate === gate.gate);
  return last === undefined ? undefined : { waiver: last, isInForce: false };
}

/** Behind the gate’s own words. A waiver of something else is told as what it is. */
export function waivedText(gate: Gate, state: Requested & Gated, rules: Rules): string | undefined {
  const shown = waiverToShow(gate, state.waivers);
  if (shown === undefined) return undefined;
  const text = sentence(waiverText(shown.waiver, state, rules));
  if (shown.isInForce || shown.waiver.ended !== undefined || gate.state === 'passed' || gate.state === 'skipped') return text;
  return `${text} Something else keeps it from passing now.`;
}

/** A gate as an admin is asked about it, with all that stands in its way. */
export function inTheWay(
  state: Holdable,
): { gate: Gate; name: string; what: string; more: string | undefined; never: string | undefined }[] {
  return gatesInTheWay(state).map((gate) => {
    const list = hindrancesOf(gate);
    const never = notWaivable(gate);
    const more = list.flatMap(({ what }) => afterwards[what] ?? []).join(' ');
    return {
      gate,
      name: gateLabels[gate.gate],
      what: `Blocked by: ${hindrancesText(list)}.`,
      more: more === '' ? undefined : more,
      never: never === undefined ? undefined : sentence(`It cannot be waived: ${never}`),
    };
  });
}

const ENDED: Record<NonNullable<Waiver['ended']>, string> = {
  push: 'a new commit was pushed',
  base: 'the base changed',
  elsewhere: 'the pull request changed',
  seen: 'the code host could be asked again',
};
