import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { ChoiceField } from '#products/rehearsal/domain/fields/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { askForReview } from '#products/rehearsal/domain/decide/asking.ts';
import { choosableReleases, releaseNamed } from '#contexts/calendar/domain/named.ts';
import { comingReleases, namedReleaseProblem } from '#products/rehearsal/domain/fields/releases.ts';
import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { refuse } from '#products/rehearsal/domain/decision.ts';
import { limitOf } from '#contexts/intake/domain/form/field.ts';
import { reasonFields } from '#contexts/intake/domain/form/reasons.ts';
import { releaseProblem } from '#contexts/intake/domain/release-name.ts';
import { stopClocks } from '#products/rehearsal/domain/decide/clocks.ts';

/** Q1. */
export const defer: ActionKind = {
  label: 'Defer',
  rank: 90,
  done: 'Deferred',
  consequence: 'The request moves to a later release, and its review is asked for again.',
  fields: [releaseField()],
  decide: { review: deferIt },
};

/** An answer for this release: the clock stops, and the review for the later one begins with its own. */
function deferIt(deciding: Deciding, answering: Answering): Refused {
  const { rules, draft, at } = deciding;
  const release = answering.details.release ?? nextRelease(deciding);
  if (release === undefined) return refuse('detail_missing', 'name the release to defer it to');
  const wrong = releaseProblem(release, choosableReleases(rules, at), at);
  if (wrong !== undefined) return refuse('detail_missing', wrong);
  if (release === draft.state.submission.targetRelease)
    return refuse('detail_missing', `it is already for ${release}; name another release`);
  recordAnswer(deciding, answering);
  stopClocks(deciding, ({ kind }) => kind === 'review', 'answered');
  draft.record({ fact: 'deferred', release });
  askForReview(deciding);
  return undefined;
}

function nextRelease({ rules, draft, at }: Deciding): string | undefined {
  const target = releaseNamed(rules, draft.state.submission.targetRelease);
  return rules.releases.find(({ hardCutoff }) => hardCutoff > Math.max(at, target?.hardCutoff ?? at))?.name;
}

/** A list where the calendar has releases to come, otherwise free text. */
function releaseField(): ChoiceField {
  return {
    kind: 'choice',
    name: 'release',
    label: 'Defer to release',
    options(asking) {
      const { rules, state } = asking;
      const target = state.submission.targetRelease;
      const others = comingReleases(asking).filter(([name]) => name !== target);
      const cutoff = releaseNamed(rules, target)?.hardCutoff ?? 0;
      const isLater = ([name]: readonly [string, string]): boolean => (releaseNamed(rules, name)?.hardCutoff ?? 0) > cutoff;
      // The first is the one that is chosen unless they choose.
      return others.length === 0 ? undefined : [...others.filter(isLater), ...others.filter((one) => !isLater(one))];
    },
    ...limitOf(reasonFields.targetRelease),
    missing: 'Name the release.',
    problem: namedReleaseProblem,
    read: (release) => ({ release }),
  };
}
