import type { Bug } from './bug.ts';

/** G7: waivers that cover more than they may, and gates that hang for ever. */
export const waiverBugs: readonly Bug[] = [
  {
    name: 'waiver-survives-a-push',
    file: 'shared/products/rehearsal/domain/evolve/waivers.ts',
    find: 'return { ...state, waivers: state.waivers.map((waiver) => ({ ...waiver, ended: waiver.ended ?? ended })) };',
    replace: 'return ended === undefined ? state : { ...state };',
    why: 'what an admin knew of one commit lets any other pass',
  },
  {
    name: 'waiver-covers-another-failure',
    file: 'shared/contexts/gates/domain/open-gates.ts',
    find: "return known === undefined ? gate === 'audit' : coversAll(known, now);",
    replace: 'return now.length > 0 || (known !== undefined && gate !== undefined);',
    why: 'one silent reviewer was waived, and another one who wants changes is waived along',
  },
  {
    name: 'hanging-clock-never-starts',
    file: 'shared/products/rehearsal/domain/decide/call-admins.ts',
    find: "else if (clock === undefined) startClock(deciding, `gates:${question}`, 'gates');",
    replace: 'else if (clock === undefined) return;',
    why: 'nobody is asked about a gate that hangs',
  },
  {
    name: 'hanging-gate-forgotten',
    file: 'shared/products/rehearsal/domain/react/gates.ts',
    find: 'return [...fresh].map(',
    replace: 'return [...fresh].slice(1).map(',
    why: 'only the next look, a quarter of an hour later, finds out that a gate hangs',
  },
  {
    name: 'running-waived-covers-red',
    town: { requests: 3, on: { push: true } },
    file: 'shared/contexts/gates/domain/hindrances.ts',
    find: "  red: ['absent', 'held', 'running'],",
    replace: "  running: ['red'],\n  red: ['absent', 'held', 'running'],",
    why: 'whoever does not wait for a check has passed it over when it turns red',
  },
];
