import type { ServerResponse } from 'node:http';
import { answerByLink, tryCode, undoByLink } from '#products/rehearsal/app/answer-question.ts';
import type { AnswerDetails, Judgement } from '#products/rehearsal/domain/commands.ts';
import type { PageSender } from '#doors/page-sender.ts';
import { readDetails } from '#doors/read-answer.ts';
import { redirectTo } from '#doors/send-page.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { isAnsweredByReader, type LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import { readJudgements, readUndone } from '#products/rehearsal/pages/link-page/read-judgements.ts';
import { missingFields, refusalText } from '#products/rehearsal/pages/link-page/problems.ts';
import { plural } from '#contexts/telling/pages/text.ts';
import type { Followed, Looked, LinkTools } from './look.ts';
import { answeredPage, openPage, show, startingFields } from './show.ts';

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
    send(response, status, openPage(looked, { values: new Map([...startingFields(view), ...typed]), problems }));
  const { details, problems } = readAnswer(view, typed, tools.system.rules);
  const wrong = await codeProblem(posting, looked, typed);
  if (wrong === 'locked') return show(tools, send, response, await posting.look());
  if (wrong !== undefined) return refuse(403, new Map([['code', wrong], ...problems]));
  if (details.judgements?.length === 0 && isAnsweredByReader(looked.view)) return redirectTo(response, path);
  if (problems.size > 0) return refuse(422, problems);
  const outcome = await answerByLink(tools.system, tools.codeHost, claims, details, commandId(looked, details.judgements));
  if (outcome?.outcome === 'refused') {
    const now = await posting.look();
    if ('dead' in now) return show(tools, send, response, now);
    if (now.standing === 'answered') return answeredAlready(posting, now);
    return refuse(409, refusalText(outcome.refusal));
  }
  redirectTo(response, path);
}

function readAnswer(view: LinkView, typed: Fields, rules: Rules): { details: AnswerDetails; problems: Map<string, string> } {
  const given = readDetails(view.action, typed, { state: view.state, rules, now: view.when.now, before: startingFields(view) });
  if (view.question.kind === 'verdicts') {
    const { judgements, problems } = readJudgements(view, typed);
    return { details: { ...given.details, judgements }, problems };
  }
  return { details: given.details, problems: new Map([...missingFields(view, typed), ...given.problems]) };
}

/** Sent twice, it is one decision: of several verdicts, those that are given say which one. */
function commandId({ claims }: Followed, judgements: readonly Judgement[] | undefined): string {
  const given = judgements?.map(({ question, action }) => `:${question}${action}`).join('') ?? '';
  return `link:${claims.question}:${claims.action}:${claims.person}${given}`;
}

/** A5: the same code, since the link alone proves nothing. */
export async function postUndo(posting: Posting, looked: Followed, typed: Fields): Promise<void> {
  const { tools, send, response } = posting;
  const { view, claims, path } = looked;
  const refuse = (status: number, problems: Fields): void => send(response, status, answeredPage(looked, { values: typed, problems }));
  if (looked.standing !== 'answered' && view.question.kind !== 'verdicts') return show(tools, send, response, looked);
  const only = readUndone(view, typed);
  if (only?.length === 0) return refuse(422, new Map([['', 'Choose at least one job.']]));
  const wrong = await codeProblem(posting, looked, typed);
  if (wrong !== undefined) return refuse(403, new Map([['code', wrong === 'locked' ? LOCKED : wrong]]));
  const outcome = await undoByLink(
    tools.system,
    claims,
    `undo:${claims.question}:${claims.person}${only === undefined ? '' : `:${only.join('.')}`}`,
    only,
  );
  if (outcome?.outcome === 'refused') return refuse(409, new Map([['', `It cannot be undone: ${outcome.refusal.message}.`]]));
  redirectTo(response, path);
}

const LOCKED = 'A wrong code was typed five times; this link is locked.';

/** The same person pressed twice: they see what they decided. Another came first: they see that, and that theirs did not count. */
function answeredAlready({ send, response }: Posting, looked: Followed): void {
  if (isAnsweredByReader(looked.view)) return redirectTo(response, looked.path);
  send(response, 409, answeredPage(looked, { values: new Map(), problems: new Map() }));
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
