import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import { giveAnswer } from '#products/rehearsal/app/answer-question.ts';
import { showRequest, unknown } from '#products/rehearsal/app/operate/requests.ts';
import type { Operated, Operator } from '#products/rehearsal/app/operations/define.ts';
import type { System } from '#products/rehearsal/app/system.ts';

interface Asked {
  id: string;
  question: number;
  action: string;
  comment?: string | undefined;
}

/** The same pure answer function as links and pages have, with the same rules: an author decides nothing, in whoever's name. */
export async function answerAs(
  system: System,
  { who, newId, codeHost }: Operator,
  { id, question, action, comment = '' }: Asked,
  person: string,
): Promise<Operated> {
  if (codeHost === undefined) return { refused: 'conflict', detail: 'nothing is decided here: the code host cannot be asked' };
  const claims = { subject: { kind: 'request', id }, question, action, person };
  const outcome = await giveAnswer(
    system,
    codeHost,
    claims,
    { comment },
    `answer:${newId()}`,
    recordName(who) === person ? {} : { through: recordName(who) },
  );
  if (outcome?.outcome === 'refused') return { refused: 'conflict', detail: outcome.refusal.message };
  return outcome === undefined ? unknown(id) : showRequest(system, id);
}
