import { sameMailbox } from '#kernel/address.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { takeSubmission, type Taken } from '#products/rehearsal/app/intake.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Operated } from '#contexts/access/contracts/operation-answer.ts';
import { z } from 'zod';

/** I1, I16, P1: by the door that everybody uses. Whoever asks for themselves, signed in, has shown their address; anybody else’s is asked for. */
export const requestSubmit: Operation<'request_submit'> = async (system, { who, newId, intake, intakeOpen }, { form }) => {
  if (intake === undefined || !intakeOpen) return { refused: 'conflict', detail: 'nothing new is taken: intake is closed by the settings' };
  const deliveryId = system.hash(`api:${newId()}`);
  const arrival = { deliveryId, bodyHash: deliveryId, via: 'api', form: formOf(form, isTheirs(system, who, form)) } as const;
  return answerOf(await takeSubmission(system, intake, arrival));
};

const contributor = z.looseObject({ contributor: z.looseObject({ email: z.string().optional() }) });

function isTheirs({ rules }: System, who: Principal | undefined, form: unknown): boolean {
  const typed = contributor.safeParse(form).data?.contributor.email;
  const person = who?.kind === 'person' ? rules.people.find(({ id }) => id === who.id) : undefined;
  return typed !== undefined && person !== undefined && sameMailbox(person.email, typed);
}

/** What the form says of its own address proves nothing. */
function formOf(form: Record<string, unknown>, emailVerified: boolean): unknown {
  const read = contributor.safeParse(form);
  return read.success ? { ...form, contributor: { ...read.data.contributor, emailVerified } } : form;
}

const submitted = z.object({
  id: z.string(),
  status: z.string(),
  statusUrl: z.string(),
  warnings: z.array(z.object({ path: z.string(), message: z.string() })),
});

function answerOf(taken: Taken): Operated {
  switch (taken.result) {
    case 'accepted':
    case 'repeated': {
      const { id, status, statusUrl, warnings } = submitted.parse(taken.body);
      const outcome = taken.result === 'accepted' ? 'created' : 'unchanged';
      return { done: { outcome, facts: { id, status, statusUrl }, rows: warnings.map(({ path, message }) => ({ path, message })) } };
    }
    case 'problems':
      return {
        refused: 'invalid',
        detail: 'the form has problems',
        problems: taken.problems.map(({ path, code, message }) => ({ path: path === '' ? 'form' : `form.${path}`, code, message })),
      };
    case 'closed':
      return { refused: 'conflict', detail: `nothing new is taken: ${taken.why}` };
    case 'over_quota':
      return { refused: 'conflict', detail: `the quota is full: ${taken.budget.limit} a day, counted ${counted[taken.budget.per]}` };
    case 'conflict':
      throw new Error('a delivery of the API was made by somebody else');
  }
}

const counted = { perContributor: 'for each contributor', perChange: 'for each pull request or branch', perDay: 'in all' } as const;
