import { z } from 'zod';
import type { Person } from '#contexts/access/domain/people.ts';
import { loadBackend } from '#contexts/backends/app/backends.ts';
import { whyBlocked } from '#contexts/backends/domain/state.ts';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import type { Problem } from '#contexts/intake/domain/submission.ts';
import type { Answer } from '#contexts/schedules/domain/commands.ts';
import type { Due, Starter } from '#contexts/schedules/ports/starter.ts';
import { takeSubmission, type Intake } from '#products/rehearsal/app/intake.ts';
import { intakeClosed } from '#products/rehearsal/app/intake-switch.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';

/** The form, but for what each request has of its own, and for its sender, who is a person of the settings: nothing personal stands in a schedule. */
const input = z.looseObject({
  contributor: z.string('name a person of the settings by their id'),
  kind: z.literal('existing_job', 'only an existing_job is asked for by a schedule'),
  ref: z.string('name the branch'),
  backend: z.string().optional(),
});
type Input = z.infer<typeof input>;

const NOT_GIVEN = ['formVersion', 'submissionId', 'pullRequest', 'resubmissionOf', 'whatWasFixed'];

/** O7. A schedule asks for known jobs of a branch by the door that everybody uses: what intake refuses is refused, and every gate and verdict is as for any other. */
export function requestStarter(system: System, intake: Intake): Starter {
  const { store, rules } = system;
  return {
    label: 'a request for known jobs of a branch',
    problems: async (given) => problemsOf(system, intake, given),
    async blocked(given) {
      const closed = intake.open ? await intakeClosed(store) : 'by the settings';
      if (closed !== undefined) return `nothing new is taken: ${closed}`;
      const { state } = await loadBackend(store, input.parse(given).backend ?? rules.defaultBackend);
      const why = whyBlocked(state);
      return why && `${state.slug} is ${why.label}: ${why.why}`;
    },
    needs(given) {
      const { data } = input.safeParse(given);
      if (data === undefined) return [];
      return [{ permission: 'requests.create', place: { backend: data.backend ?? rules.defaultBackend }, inNameOf: data.contributor }];
    },
    start: async (due, given) => start(system, intake, due, input.parse(given)),
    async over(id) {
      const state = (await store.get({ collection: 'requests', id }))?.state;
      if (state === undefined) return 'gone';
      return isClosed(state) ? state.status : undefined;
    },
  };
}

function problemsOf({ rules }: System, intake: Intake, given: unknown): string[] {
  const read = input.safeParse(given);
  const shape = read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`);
  if (typeof given !== 'object' || given === null) return shape;
  const person = personNamed(rules.people, given);
  const who = 'contributor' in given && typeof given.contributor === 'string' ? personProblems(given.contributor, person) : [];
  const extra = NOT_GIVEN.filter((name) => name in given).map((name) => `${name}: is of each request its own, and cannot be given`);
  const form = parseSubmission(formOf({ ...given }, person ?? SOMEBODY, 'some'), intake.context);
  return [...shape, ...who, ...extra, ...(form.ok ? [] : form.problems.filter((one) => !isSaid(one)).map(textOf))];
}

/** What is wrong of these was said above, in the words of the schedule. */
function isSaid({ path }: Problem): boolean {
  return /^(contributor|kind|ref|pullRequest|resubmissionOf|whatWasFixed|formVersion|submissionId)\b/.test(path);
}

const SOMEBODY = { name: 'Somebody', email: 'somebody@example.org', githubLogin: 'somebody' };

function personNamed(people: readonly Person[], given: object): Person | undefined {
  return 'contributor' in given ? people.find(({ id }) => id === given.contributor) : undefined;
}

/** I16: the address of a person of the settings needs no confirmation; anybody else would have to give it each time. */
function personProblems(id: string, person: Person | undefined): string[] {
  if (person === undefined) return [`contributor: ${id} is no person of the settings, in whose name it could be asked for`];
  return person.githubLogin === undefined ? [`contributor: the settings say no githubLogin of ${id}`] : [];
}

function formOf(
  given: object,
  { name, email, githubLogin = '' }: Pick<Person, 'name' | 'email' | 'githubLogin'>,
  submissionId: string,
): object {
  return { ...given, contributor: { name, email, githubLogin, emailVerified: true }, formVersion: 1, submissionId };
}

function textOf({ path, message }: Problem): string {
  return path === '' ? message : `${path}: ${message}`;
}

const counted = { perContributor: 'for each contributor', perChange: 'for each branch', perDay: 'in all' } as const;
const made = z.object({ id: z.string() });

async function start(system: System, intake: Intake, { key, schedule, madeBy }: Due, given: Input): Promise<Answer> {
  const person = personNamed(system.rules.people, given);
  const wrong = personProblems(given.contributor, person);
  if (person === undefined || wrong.length > 0) return { answer: 'refused', why: wrong.join('; ') };
  const deliveryId = system.hash(`schedule:${key}`);
  const arrival = { deliveryId, bodyHash: deliveryId, via: 'schedule', scheduled: { schedule, madeBy } } as const;
  const taken = await takeSubmission(system, intake, { ...arrival, form: formOf(given, person, `schedule-${deliveryId.slice(0, 32)}`) });
  switch (taken.result) {
    case 'accepted':
    case 'repeated':
      return { answer: 'started', id: made.parse(taken.body).id };
    case 'problems':
      return { answer: 'refused', why: taken.problems.map(textOf).join('; ') };
    case 'closed':
      return { answer: 'blocked', why: `nothing new is taken: ${taken.why}` };
    case 'over_quota':
      return { answer: 'blocked', why: `the quota is full: ${taken.budget.limit} a day, counted ${counted[taken.budget.per]}` };
    case 'conflict':
      throw new Error(`${deliveryId} was delivered by somebody else`);
  }
}
