import type { Refusal } from '#contexts/access/app/authorize.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import { grantsOfSettings } from '#contexts/access/domain/rights/grants.ts';
import { may } from '#contexts/access/domain/rights/may.ts';
import { permissions } from '#contexts/access/domain/rights/permissions.ts';
import { inWords, kindsOf } from '#contexts/access/domain/rights/place.ts';
import { rolesWith, type RoleTable } from '#contexts/access/domain/rights/roles.ts';
import { problemAnswer, type Answer, type MissingRight, type ProblemCode, type ProblemDetails } from '#doors/problem-json.ts';

/** Whom the settings name, and what their roles are. */
interface Known {
  people: readonly Person[];
  roles?: RoleTable;
}

/** More are not named. */
const MOST_NAMED = 5;

/** W4. Which right is missing, where, and who may give it. */
function missingRight({ permission, place, unnamed }: Refusal, { people, roles = rolesWith() }: Known): MissingRight {
  const known = unnamed === true ? [] : people;
  const givers = known.filter((person) => may({ grants: grantsOfSettings(person, roles) }, 'people.manage', {}).allowed);
  return {
    permission,
    place: Object.fromEntries(kindsOf(place).map((kind) => [kind, place[kind] ?? ''])),
    givenBy: givers.slice(0, MOST_NAMED).map(({ name }) => name),
  };
}

/** The same as a sentence. */
export function refusalText(refusal: Refusal, known: Known): string {
  const { permission, place } = refusal;
  if (refusal.why === 'stale') return 'Sign in again, and then do it once more: your sign-in is too long ago for this.';
  const { givenBy } = missingRight(refusal, known);
  const givers = givenBy.length === 0 ? 'Whoever runs this installation' : givenBy.join(' or ');
  return `You need the right ${permission} ${inWords(place)}: to ${permissions[permission].about}. ${givers} can give it to you.`;
}

/** For programs. */
export function refusalAnswer(refusal: Refusal, known: Known): Answer {
  const { refused, ...details } = refusedFor(refusal, known);
  return problemAnswer(refused, details);
}

/** The same, before it is an answer. */
export function refusedFor(refusal: Refusal, known: Known): { refused: ProblemCode } & ProblemDetails {
  const detail = refusalText(refusal, known);
  return refusal.why === 'stale'
    ? { refused: 'fresh_sign_in_needed', detail }
    : { refused: 'forbidden', detail, right: missingRight(refusal, known) };
}
