import { HOUR } from '#kernel/time.ts';
import type { Bug } from './bug.ts';

/** C4, C6, C8: what is cut, when, and what may not start. */
export const calendarBugs: readonly Bug[] = [
  {
    name: 'judged-when-looked-at',
    town: { requests: 3, settings: { cutAfter: HOUR, cutMoves: 0 } },
    file: 'shared/products/rehearsal/domain/decide/cutoff.ts',
    find: 'if (requestCountsFor(state, cutoff)) return',
    replace: "if (requestCountsFor(state, cutoff) || state.status === 'approved') return",
    why: 'a cut that runs late takes in what was approved until then',
  },
  {
    name: 'essential-moved-along',
    town: { requests: 3, settings: { cutAfter: HOUR }, pipelines: false },
    file: 'shared/products/rehearsal/domain/decide/cutoff.ts',
    find: "if (state.submission.essential === true) return { outcome: 'blocking' };",
    replace: '',
    why: 'what the release needs is moved to the next one, and nobody is told',
  },
  {
    name: 'cut-again-and-again',
    file: 'shared/products/rehearsal/domain/decide/cutoff.ts',
    find: 'if (!isFor(draft.state, release, cutoff, estimate)) return undefined;',
    replace: '',
    why: 'a page that is visited again cuts again',
    also: [
      {
        file: 'shared/products/rehearsal/domain/cutoff.ts',
        find: "return last === undefined || last.outcome === 'moved' || last.reopened === true ? target : undefined;",
        replace: 'return last === undefined || target !== undefined ? target : undefined;',
      },
    ],
  },
  {
    name: 'late-comers-forgotten',
    town: { requests: 3, settings: { cutAfter: HOUR } },
    file: 'shared/products/rehearsal/app/calendar/plan.ts',
    find: 'else if (row.hardCutoff <= now && (await lookBack(system, row, known, now))) count += 1;',
    replace: '',
    why: 'whoever names a release after its cut waits for an answer that never comes',
  },
  {
    name: 'freeze-forgotten',
    town: { requests: 3, settings: { freeze: [0, 3 * HOUR] } },
    file: 'shared/products/rehearsal/app/offer-turn.ts',
    find: 'const freeze = waits === undefined ? undefined :',
    replace: 'const freeze = waits !== undefined ? undefined :',
    why: 'who is next is given the backend in the middle of a release',
    also: [
      {
        file: 'shared/products/rehearsal/domain/decide/freeze.ts',
        find: 'if (freeze === undefined || mayStartInside(draft.state, freeze)) return undefined;',
        replace: 'if (freeze === undefined || freeze.names.length > 0) return undefined;',
      },
    ],
  },
  {
    name: 'first-word-about-a-request-kept',
    town: { requests: 3, settings: { cutAfter: HOUR } },
    file: 'shared/contexts/calendar/domain/report.ts',
    find: 'new Map(looks.flat().map(',
    replace: 'new Map(looks.flat().toReversed().map(',
    why: 'a report says of who blocked the first cut that it still does',
  },
  {
    name: 'essential-left-out-of-the-report',
    town: { requests: 3, settings: { cutAfter: HOUR }, pipelines: false },
    file: 'shared/products/rehearsal/app/calendar/report.ts',
    find: "outcome === 'open' ? [] :",
    replace: "outcome === 'open' || outcome === 'blocking' ? [] :",
    why: 'only what moved and what is ready has a place in the report',
  },
  {
    name: 'later-report-forgets-the-first',
    town: { requests: 3, settings: { cutAfter: HOUR } },
    file: 'shared/products/rehearsal/app/calendar/report.ts',
    find: 'const looks = [...(before?.looks ?? []), stage.key];',
    replace: 'const looks = [stage.key];',
    why: 'a later version of a report forgets whom the first one named',
  },
  {
    name: 'release-remembers-past-its-timeline',
    town: { requests: 3, settings: { cutAfter: HOUR } },
    file: 'shared/contexts/calendar/app/stored-releases.ts',
    find: 'project: ({ state, commands }) => ({ name: state.name, commands, state }),',
    replace: 'project: ({ state, command, commands }) => ({ name: state.name, commands, state: { ...state, plannedAt: command.at } }),',
    why: 'when it was last touched is worth knowing',
  },
  {
    name: 'at-the-cutoff-counts',
    town: { requests: 3, settings: { cutAfter: HOUR, cutMoves: 0 }, pipelines: false },
    file: 'shared/contexts/calendar/domain/counts-for.ts',
    find: 'approvedAt < hardCutoff;',
    replace: 'approvedAt <= hardCutoff;',
    why: 'the instant of the cutoff is taken for one before it',
  },
];
