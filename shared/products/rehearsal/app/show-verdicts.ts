import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { inSight } from '#contexts/access/app/in-sight.ts';
import { checkAuthority } from '#products/rehearsal/domain/decide/answer.ts';
import type { Judged } from '#products/rehearsal/domain/judgements.ts';
import { firstApprovalOf } from '#products/rehearsal/domain/two-admins.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';

/** Requests that are looked through, and shown. */
const [LOOKED_AT, SHOWN] = [100, 20];

interface VerdictsAwaited {
  awaiting: { state: RequestDocument['state']; judged: Judged[] }[];
  isMore: boolean;
}

/** W3: verdicts that this person is asked for, the most urgent first. */
export async function verdictsAwaited(system: System, who: Principal): Promise<VerdictsAwaited> {
  const found = await system.store.query({ index: 'requestsByStatus', equal: { status: 'awaiting_verdict' }, limit: LOOKED_AT });
  const sees = inSight(who, 'requests.decide');
  const awaiting = found.flatMap(({ document: { state } }) => {
    const judged = sees({ backend: state.backend }) ? judgedOf(system, state, who.id) : [];
    return judged.length === 0 ? [] : [{ state, judged }];
  });
  return { awaiting: awaiting.slice(0, SHOWN), isMore: awaiting.length > SHOWN || found.length === LOOKED_AT };
}

/** Open ones that are theirs; A7: who has approved as one of two is asked no more. */
function judgedOf({ rules }: System, state: RequestDocument['state'], person: string): Judged[] {
  const by = { kind: 'person', id: person } as const;
  return state.questions
    .filter(({ kind, state: standing }) => kind === 'verdict' && standing === 'open')
    .flatMap((question) => state.jobs.filter(({ step }) => step === question.step).map((job) => ({ question, job })))
    .filter(({ question, job }) => firstApprovalOf(job, question)?.by !== person)
    .filter(({ question }) => checkAuthority({ by, rules, draft: { state } }, question) === undefined);
}
