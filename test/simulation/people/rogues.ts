import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { agentTasks } from '#contexts/operations/agent.ts';
import type { TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import type { LinkClaims } from '#kernel/questions/claims.ts';
import { formBody } from '../outside/http.ts';
import type { Arrived } from '../outside/post-office.ts';
import type { Town } from '../town.ts';
import { isOneOfMany, offersIn, type Readers } from './readers.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Programs and people who try what is not theirs. None of it may change anything. */
export function startRogues(town: Town, readers: Readers): void {
  const dice = town.dice.fork('rogues');
  if (!town.plan.on.misuse || town.plan.calmAfter === 0) return;
  town.listeners.commit.push(({ writes }) => {
    for (const { kind, ref } of writes)
      if (kind === 'create' && ref.collection === 'agentTasks' && ref.parent !== undefined && dice.chance(0.1))
        foreignAgent(town, ref.parent, ref.id, 10 + dice.below(60));
  });
  town.listeners.commit.push(({ writes }) => {
    for (const { ref, document } of writes)
      if (ref.collection === 'timeline' && dice.chance(0.3)) undoOfAnother(town, readers, document as TimelineDocument);
  });
  town.listeners.mail.push((arrived) => {
    if (dice.chance(0.08)) guess(town, readers, arrived);
  });
}

/** The agent of one backend, with its own good token, at the door of another. */
function foreignAgent(town: Town, backend: string, id: string, delay: number): void {
  const headers = { authorization: 'Bearer elsewhere', 'content-type': 'application/json' };
  const url = `/agent/v1/${backend}/tasks`;
  town.clockwork.after(delay * SECOND, () =>
    town.network.call(
      'a foreign agent asks',
      () => town.ask('agent', { method: 'GET', url, headers }),
      (answer) => {
        if (answer?.status === 401) return town.seen('an agent was kept from another backend');
        if (answer?.status === 200) for (const task of agentTasks.parse(JSON.parse(answer.body)).tasks) tellForeign(task.fencing);
      },
      true,
    ),
  );
  const tellForeign = (fencing: number): void => {
    const update = { kind: 'finished', exitCode: 0, chunks: { stdout: 0, stderr: 0 }, startedAt: 0, finishedAt: 0 };
    const body = JSON.stringify({ fencing, update });
    const ask = (): ReturnType<Town['ask']> => town.ask('agent', { method: 'POST', url: `${url}/${id}`, headers, body });
    town.network.call('a foreign agent tells', ask, () => undefined, true);
  };
}

/** An admin takes back a verdict that another one gave. */
function undoOfAnother(town: Town, readers: Readers, { requestId, facts }: TimelineDocument): void {
  const answer = facts.find((fact) => fact.fact === 'answered');
  if (answer?.by.kind !== 'person' || (answer.action !== 'approve' && answer.action !== 'reject')) return;
  const claims = {
    subject: theRequest(requestId),
    question: answer.question,
    action: answer.action,
    person: answer.by.id === 'grace' ? 'alan' : 'grace',
  };
  readers.presses.push({ claims, at: town.clockwork.time.now, undo: true });
  const url = `${new URL(town.links.url(claims)).pathname}/undo`;
  const code = town.links.code(claims);
  town.clockwork.after(2 * MINUTE, () =>
    town.network.call(
      `undo of another's ${requestId} ${answer.question}`,
      () => town.ask('follow', { method: 'POST', url, ...formBody({ code }) }),
      (answered) => {
        if (answered?.status === 409) town.seen('somebody was kept from undoing what another had decided');
      },
    ),
  );
}

/** Six wrong codes, each heard to be wrong; then the right one, which must not help any more. */
function guess(town: Town, readers: Readers, { mail }: Arrived): void {
  const { urls = [], code } = offersIn(mail)[0] ?? {};
  const claims = urls.flatMap((url) => town.links.parse(new URL(url).pathname) ?? []).at(-1);
  // Whoever is the only one to decide must not be locked out for good.
  if (claims === undefined || code === undefined || !isOneOfMany(town, claims)) return;
  type(town, readers, claims, code, 0);
}

function type(town: Town, readers: Readers, claims: LinkClaims, code: string, wrong: number): void {
  const typed = wrong < 6 ? '000000' : code;
  const url = new URL(town.links.url(claims)).pathname;
  if (typed === code) readers.presses.push({ claims, at: town.clockwork.time.now, undo: false, wrongBefore: wrong });
  const fields = { code: typed, comment: 'guessed at it', overrideReason: 'guessed at it' };
  town.network.call(
    `guess ${claims.action} of ${claims.subject.id} ${claims.question}`,
    () => town.ask('follow', { method: 'POST', url, ...formBody(fields) }),
    (answer) => {
      if (typed === code) return answer?.status === 403 ? town.seen('a right code came after too many wrong ones') : undefined;
      if (answer?.status === 403) town.clockwork.after(MINUTE, () => type(town, readers, claims, code, wrong + 1));
    },
  );
}
