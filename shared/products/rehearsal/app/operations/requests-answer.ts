import { inSight } from '#contexts/access/app/in-sight.ts';
import type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { answerAs } from '#products/rehearsal/app/operate/answer.ts';
import type { Operation, Operator } from '#products/rehearsal/app/operations/define.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { QUESTION } from '#products/rehearsal/contracts/answer-fields.ts';

/** W3, N2: each is its own command, by the same rules as from its page. */
export const requestsAnswer: Operation<'requests_answer'> = async (system, operator, { questions, action, comment }) => {
  const { who } = operator;
  if (who?.kind !== 'person') return { refused: 'conflict', detail: 'only people decide' };
  const rows: OperationRow[] = [];
  for (const named of new Set(questions)) {
    const [, id = '', question = ''] = QUESTION.exec(named) ?? [];
    const refused = await refusalOf(system, operator, { id, question: Number(question), action, comment }, who.id);
    rows.push({ id, question: Number(question), answer: refused === undefined ? 'given' : 'refused', why: refused ?? '' });
  }
  return { done: { facts: { given: rows.filter(({ answer }) => answer === 'given').length, of: rows.length }, rows } };
};

/** Why it was not given; undefined once it was. */
async function refusalOf(
  system: System,
  operator: Operator,
  asked: { id: string; question: number; action: string; comment: string | undefined },
  person: string,
): Promise<string | undefined> {
  const { id } = asked;
  const backend = (await system.store.get({ collection: 'requests', id }))?.state.backend;
  // What they may not decide on is not told from what there is not.
  if (backend === undefined || !inSight(operator.who, 'requests.decide')({ backend }))
    return `there is no request ${id} on which you decide`;
  const done = await answerAs(system, operator, asked, person);
  return 'refused' in done ? done.detail : undefined;
}
