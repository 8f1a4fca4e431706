import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import { firstOf, type Invariant, type RequestChange, type Stage } from './invariant.ts';

export const decisionInvariants: readonly Invariant[] = [
  {
    name: 'two admins where two are wanted',
    promise: 'A job of a role that needs two is approved by two different admins, neither of them the author (A7).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => twoAdmins(change, stage)),
  },
  {
    name: 'one decision per version',
    promise:
      'A version of a request holds the decision of one person, on several jobs only where these were asked for together, and a question is decided at most once (N3).',
    afterCommit: ({ changes }) => firstOf(changes, oneDecision),
  },
  {
    name: 'decided by the right people',
    promise: 'Only authorised people decide, and never the author as an admin or tester (Q1, X1).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => firstOf(answersOf(change), (fact) => authority(change, fact, stage))),
  },
  {
    name: 'decided through a link',
    promise:
      'Every decision came through an unexpired link of that person, action and version, with its code, and not after five wrong ones (N2, N3).',
    afterCommit: ({ changes }, stage) =>
      firstOf(changes, (change) => firstOf(answersOf(change), (fact) => throughLink(change, fact, stage))),
  },
  {
    name: 'undone by the one who decided',
    promise: 'A verdict is taken back only by the one who gave it, in time, and not when its merge has begun (A5).',
    afterCommit: ({ changes }, stage) => firstOf(changes, (change) => undoneRightly(change, stage)),
  },
];

function twoAdmins({ after, entries }: RequestChange, { town }: Stage): string | undefined {
  const { people, twoAdminRoles = [] } = town.world.system.rules;
  for (const fact of entries.flatMap(({ facts }) => facts)) {
    if (fact.fact !== 'job_approved') continue;
    const role = after.state.jobs.find(({ step }) => step === fact.step)?.ask.role;
    if (role === undefined || !twoAdminRoles.includes(role)) continue;
    const { first, by } = fact.approval;
    const admins = people.filter(({ id, roles }) => (id === by || id === first?.by) && roles.includes('admin'));
    if (admins.length < 2) return `${after.id}: ${fact.step} was approved by ${by} and ${first?.by ?? 'nobody else'}`;
  }
  return undefined;
}

function answersOf({ entries }: RequestChange): FactOf<'answered'>[] {
  return entries.flatMap(({ facts }) => facts).filter((fact) => fact.fact === 'answered');
}

function oneDecision(change: RequestChange): string | undefined {
  const answers = answersOf(change);
  const together = change.before?.state.questions.some(
    ({ kind, covers = [] }) => kind === 'verdicts' && answers.every(({ question }) => covers.includes(question)),
  );
  const people = new Set(answers.map(({ by }) => nameOf(by)));
  if (answers.length > 1 && (together !== true || people.size > 1))
    return `${change.after.id} version ${change.after.version} holds ${answers.length} decisions`;
  return firstOf(answers, ({ question }) => {
    const asked = change.before?.state.questions.find(({ id }) => id === question);
    return asked?.state === 'open' ? undefined : `${change.after.id}: question ${question} was ${asked?.state ?? 'not there'}`;
  });
}

function authority({ after }: RequestChange, { question, by }: FactOf<'answered'>, { town }: Stage): string | undefined {
  const asked = after.state.questions.find(({ id }) => id === question);
  const rule = asked === undefined ? [] : questionKinds[asked.kind].asked;
  const where = `${after.id}: ${asked?.kind ?? 'nothing'} was decided by ${nameOf(by)}`;
  if (by.kind === 'contributor') return rule.includes('contributor') ? undefined : where;
  const person = by.kind === 'person' ? town.world.system.rules.people.find(({ id }) => id === by.id) : undefined;
  if (person === undefined) return where;
  const { email, githubLogin } = after.state.submission.contributor;
  const { change } = after.state.submission;
  const opened = change.kind === 'pull_request' ? town.host.pulls.get(String(change.number))?.author : undefined;
  // G11. Where the host says who wrote it, a login that somebody typed proves nothing.
  const typed = opened === undefined && person.githubLogin?.toLowerCase() === githubLogin.toLowerCase();
  const own = opened === person.id || typed || person.email.toLowerCase() === email.toLowerCase();
  const admin = person.roles.includes('admin');
  const may =
    (admin && rule.some((who) => who !== 'contributor')) ||
    (person.roles.includes('tester') && rule.includes('testers')) ||
    (person.roles.includes('qa_lead') && rule.includes('qa')) ||
    (rule.includes('release_team') && person.roles.some((role) => role === 'qa_lead' || role === 'release_coordinator'));
  return may && !own ? undefined : where;
}

const EXPIRY = 14 * 24 * 3_600_000;

function throughLink({ after }: RequestChange, { question, action, by, at }: FactOf<'answered'>, { readers }: Stage): string | undefined {
  const person = nameOf(by);
  const together = after.state.questions.filter(({ covers }) => covers?.includes(question) === true).map(({ id }) => id);
  const pressed = readers.presses.some(
    ({ claims, undo, at: when, wrongBefore = 0, each }) =>
      !undo &&
      wrongBefore < 5 &&
      claims.subject.id === after.id &&
      (claims.question === question || together.includes(claims.question)) &&
      (each ?? claims.action).split(' ').includes(action) &&
      claims.person === person &&
      when <= at,
  );
  const asked = after.state.questions.find(({ id }) => id === question);
  if (!pressed) return `${after.id}: nobody with the code pressed ${action} of question ${question} as ${person}`;
  return asked !== undefined && at - asked.askedAt >= EXPIRY ? `${after.id}: a link was used after it had expired` : undefined;
}

function undoneRightly({ before, after, entries }: RequestChange, { readers, town }: Stage): string | undefined {
  for (const { command, by, at, facts } of entries) {
    if (!facts.some(({ fact }) => fact === 'verdict_undone' || fact === 'first_approval_undone')) continue;
    if (before?.state.merge?.state === 'begun' || before?.state.merge?.state === 'merged')
      return `${after.id}: a verdict was taken back, and the pull request is being merged`;
    const person = nameOf(by);
    const pressed = readers.presses.filter(({ claims, undo }) => undo && claims.subject.id === after.id && claims.person === person);
    const undone = facts.flatMap((fact) => (fact.fact === 'verdict_undone' || fact.fact === 'first_approval_undone' ? [fact.step] : []));
    const right = pressed.some(({ claims }) => {
      const asked = before?.state.questions.find(({ id }) => id === claims.question);
      const question =
        asked?.kind === 'verdicts'
          ? before?.state.questions.find(({ id, step = '' }) => asked.covers?.includes(id) === true && undone.includes(step))
          : asked;
      const job = before?.state.jobs.find(({ step }) => step === question?.step);
      const first = job?.state === 'approved' ? job.approval.first : job?.state === 'awaiting_verdict' ? job.firstApproval : undefined;
      const own = [
        ...(question?.answer === undefined ? [] : [{ by: nameOf(question.answer.by), at: question.answer.at }]),
        ...(first === undefined ? [] : [first]),
      ].find(({ by }) => by === person);
      return own !== undefined && at < own.at + town.world.system.rules.undoWithin;
    });
    if (command !== 'undo' || !right) return `${after.id}: ${person} took a verdict back that was not theirs, or too late`;
  }
  return undefined;
}

function nameOf(by: Actor): string {
  return by.kind === 'person' ? by.id : by.kind;
}
