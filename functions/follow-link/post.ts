import type { ServerResponse } from 'node:http';
import type { PageSender } from './sending.ts';
import { redirectTo } from '#doors/send-page.ts';
import { plural } from '#html/text.ts';
import type { Fields, Followed, LinkDoor, Looked } from './asker.ts';
import { show } from './show.ts';

interface Posting {
  door: LinkDoor;
  send: PageSender;
  response: ServerResponse;
  /** The link as it is now, after something was saved. */
  look: () => Promise<Looked>;
  /** Whether it is theirs to give; what is wrong else, by its field. Left out: by the code of the mail. */
  prove?: (typed: Fields) => Promise<Unproven | undefined>;
}

type Unproven = 'locked' | { field: string; text: string };

/** One decision. Sent twice by one hand, it is one decision and no complaint. */
export async function postAnswer(posting: Posting, looked: Followed, typed: Fields): Promise<void> {
  const { send, response } = posting;
  const { path } = looked;
  if (looked.standing === 'answered') return answeredAlready(posting, looked);
  const refuse = (status: number, problems: Fields): void =>
    send(response, status, looked.openPage({ values: new Map([...looked.startingFields, ...typed]), problems }));
  const { problems, isSaid, give } = looked.read(typed);
  const wrong = await unproven(posting, looked, typed);
  if (wrong === 'locked') return show(send, response, await posting.look());
  if (wrong !== undefined) return refuse(403, new Map([[wrong.field, wrong.text], ...problems]));
  if (isSaid === true) return redirectTo(response, path);
  if (problems.size > 0) return refuse(422, problems);
  const outcome = await give();
  if (!outcome.given) {
    const now = await posting.look();
    if ('dead' in now) return show(send, response, now);
    if (now.standing === 'answered') return answeredAlready(posting, now);
    return refuse(409, outcome.problems);
  }
  redirectTo(response, path);
}

/** A5: the same code, since the link alone proves nothing. */
export async function postUndo(posting: Posting, looked: Followed, typed: Fields): Promise<void> {
  const { send, response } = posting;
  const refuse = (status: number, problems: Fields): void => send(response, status, looked.answeredPage({ values: typed, problems }));
  const undo = looked.undo(typed);
  if (undo === undefined) return show(send, response, looked);
  if (undo.problems.size > 0) return refuse(422, undo.problems);
  const wrong = await unproven(posting, looked, typed);
  if (wrong !== undefined) return refuse(403, new Map([wrong === 'locked' ? ['code', LOCKED] : [wrong.field, wrong.text]]));
  const outcome = await undo.give();
  if (!outcome.given) return refuse(409, outcome.problems);
  redirectTo(response, looked.path);
}

const LOCKED = 'A wrong code was typed five times; this link is locked.';

/** The same person pressed twice: they see what they decided. Another came first: they see that, and that theirs did not count. */
function answeredAlready({ send, response }: Posting, looked: Followed): void {
  if (looked.isAnsweredByReader) return redirectTo(response, looked.path);
  send(response, 409, looked.answeredPage({ values: new Map(), problems: new Map() }));
}

async function unproven(posting: Posting, looked: Followed, typed: Fields): Promise<Unproven | undefined> {
  if (posting.prove !== undefined) return posting.prove(typed);
  const wrong = await codeProblem(posting, looked, typed);
  return wrong === undefined || wrong === 'locked' ? wrong : { field: 'code', text: wrong };
}

/** Undefined when the code is right. Wrong ones are counted for the person and the question, whatever the action. */
async function codeProblem({ door }: Posting, { claims }: Followed, typed: Fields): Promise<string | undefined> {
  const code = typed.get('code') ?? '';
  if (code.trim() === '') return 'Type the confirmation code from the mail.';
  const outcome = await door.tryCode(claims, door.links.codeMatches(claims, code));
  if (outcome === 'right') return undefined;
  if (outcome === 'locked') return outcome;
  return `This is not the code in the mail. ${plural(outcome.left, 'try', 'tries')} left before the link is locked.`;
}
