import type { ServerResponse } from 'node:http';
import { answerByLink, tryCode, undoByLink } from '#application/answer-question.ts';
import type { PageSender } from '#edge/page-sender.ts';
import { readAnswer } from '#edge/read-answer.ts';
import { readEdits } from '#edge/read-edits.ts';
import { redirectTo } from '#edge/send-page.ts';
import { askPage, decidedPage } from '#pages/link-page.ts';
import type { LinkView } from '#pages/link-page/link-view.ts';
import { missingFields, refusalText } from '#pages/link-page/problems.ts';
import { plural } from '#pages/text.ts';
import type { Followed, Looked, LinkTools } from './look.ts';
import { show, startingFields } from './show.ts';

interface Posting {
  tools: LinkTools;
  send: PageSender;
  response: ServerResponse;
  /** The link as it is now, after something was saved. */
  look: () => Promise<Looked>;
}

type Fields = ReadonlyMap<string, string>;

/** One decision. Sent twice by one hand, it is one decision and no complaint. */
export async function postAnswer(posting: Posting, looked: Followed, typed: Fields): Promise<void> {
  const { tools, send, response } = posting;
  const { view, claims, path } = looked;
  if (looked.standing === 'answered') return answeredAlready(posting, looked);
  const refuse = (status: number, problems: Fields): void =>
    send(response, status, askPage(view, { values: new Map([...startingFields(view), ...typed]), problems }));
  const edited = view.action === 'answer' ? readEdits(typed, startingFields(view), view.state, tools.system.rules) : undefined;
  const answer = readAnswer(view.action, typed, { state: view.state, rules: tools.system.rules, now: view.when.now });
  const problems = new Map([...missingFields(view, typed), ...answer.problems, ...(edited?.problems ?? [])]);
  const wrong = await codeProblem(posting, looked, typed);
  if (wrong === 'locked') return show(tools, send, response, await posting.look());
  if (wrong !== undefined) return refuse(403, new Map([['code', wrong], ...problems]));
  if (problems.size > 0) return refuse(422, problems);
  const details = { ...answer.details, ...(edited === undefined ? {} : { edits: edited.edits }) };
  const outcome = await answerByLink(
    tools.system,
    tools.codeHost,
    claims,
    details,
    `link:${claims.question}:${claims.action}:${claims.person}`,
  );
  if (outcome?.outcome === 'refused') {
    const now = await posting.look();
    if ('dead' in now) return show(tools, send, response, now);
    if (now.standing === 'answered') return answeredAlready(posting, now);
    return refuse(409, refusalText(outcome.refusal));
  }
  redirectTo(response, path);
}

/** A5: the same code, since the link alone proves nothing. */
export async function postUndo(posting: Posting, looked: Followed, typed: Fields): Promise<void> {
  const { tools, send, response } = posting;
  const { view, claims, path } = looked;
  const refuse = (status: number, at: LinkView, problems: Fields): void =>
    send(response, status, decidedPage(at, { path: `${path}/undo`, typed: { values: typed, problems } }));
  if (looked.standing !== 'answered') return show(tools, send, response, looked);
  const wrong = await codeProblem(posting, looked, typed);
  if (wrong !== undefined) return refuse(403, view, new Map([['code', wrong === 'locked' ? LOCKED : wrong]]));
  const outcome = await undoByLink(tools.system, claims, `undo:${claims.question}:${claims.person}`);
  if (outcome?.outcome === 'refused') return refuse(409, view, new Map([['', `It cannot be undone: ${outcome.refusal.message}.`]]));
  redirectTo(response, path);
}

const LOCKED = 'A wrong code was typed five times; this link is locked.';

/** The same person pressed twice: they see what they decided. Another came first: they see that, and that theirs did not count. */
function answeredAlready({ send, response }: Posting, { view, claims, path }: Followed): void {
  const { answer } = view.question;
  const byThem =
    answer !== undefined &&
    answer.action === view.action &&
    (answer.by.kind === 'person' ? answer.by.id : answer.by.kind) === claims.person;
  if (byThem) return redirectTo(response, path);
  send(response, 409, decidedPage(view, { path: `${path}/undo`, typed: { values: new Map(), problems: new Map() } }));
}

/** Undefined when the code is right. Wrong ones are counted for the person and the question, whatever the action. */
async function codeProblem({ tools: { system, links } }: Posting, { claims }: Followed, typed: Fields): Promise<string | undefined> {
  const code = typed.get('code') ?? '';
  if (code.trim() === '') return 'Type the confirmation code from the mail.';
  const outcome = await tryCode(system, claims, links.codeMatches(claims, code));
  if (outcome === 'right') return undefined;
  if (outcome === 'locked') return outcome;
  return `This is not the code in the mail. ${plural(outcome.left, 'try', 'tries')} left before the link is locked.`;
}
