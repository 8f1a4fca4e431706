import type { Effect } from '#products/rehearsal/domain/effects.ts';
import { dataOf } from '#products/rehearsal/domain/mail/read-data.ts';
import type { Submission } from '#contexts/intake/domain/submission.ts';
import type { RequestMailInput } from '#products/rehearsal/pages/mails/write-mail.ts';
import { alarmsBeside } from '#test/support/alarm-mails.ts';
import { letTimePass } from '#test/support/clock-watch.ts';
import { allGates, answers, begin, headMoves, HOUR, openQuestion, recordGates, SHA, type Story } from '#test/support/given-request.ts';
import {
  approves,
  auditThenMigration,
  deployed,
  endsStep,
  granted,
  rejects,
  run,
  running,
  runEnds,
  startsStep,
  testRefMade,
  throughReview,
  undoes,
} from '#test/support/request-steps.ts';
import { featureSubmission, people, sampleAsk } from '#test/support/sample-request.ts';
import { does } from '#test/support/given-request.ts';
import type { WantedMail, Words } from '#test/support/wanted-mail.ts';

type MailEffect = Extract<Effect, { kind: 'send_mail' }>;

export const plainWords: Words = { name: 'Ada Lovelace', prose: 'Because it must.\nSecond line.', output: 'done' };

/** Every mail of stories that together want every template, each rendered from the state right after it was wanted. */
export function allMails(words: Words = plainWords): WantedMail[] {
  const mails: WantedMail[] = [];
  for (const story of stories(words)) mails.push(...mailsOf(story));
  const [review] = mails.filter(({ template }) => template === 'review_request');
  // No fact asks for this one at present; who takes a request is told by the review mail.
  if (review !== undefined) mails.push({ template: 'assigned', input: { ...review.input, template: 'assigned', data: {} } });
  if (review !== undefined) mails.push(...alarmsBeside(review.input, words));
  return mails;
}

export function submissionWith({ name, prose, output }: Words): Partial<Submission> {
  return {
    contributor: { name, email: 'ada@example.org', githubLogin: 'ada' },
    reason: prose,
    localProof: prose,
    whatWasFixed: prose,
    resubmissionOf: 'old123',
    essential: true,
    essentialReason: prose,
    group: name,
    jobs: [
      sampleAsk({
        name: 'AuditTopicsJob',
        step: 'audit',
        role: 'audit',
        module: 'topic_audit_jobs',
        expectedOutput: [
          { kind: 'exact', line: output },
          { kind: 'pattern', pattern: `${output} *x` },
        ],
      }),
      sampleAsk({
        name: 'MigrateTopicsJob',
        step: 'migrate',
        role: 'migration',
        needs: ['audit'],
        parameters: { note: output },
        expectedOutput: [{ kind: 'count', label: output, comparison: '>=', value: 1 }],
      }),
    ],
  };
}

function notMerged(why: string): Story {
  const story = approves(runEnds(running({ rules: { mergeOnApproval: true } })));
  does(story, { command: 'begin_merge', sha: 'a'.repeat(40) });
  does(story, { command: 'refuse_merge', sha: 'a'.repeat(40), why });
  return story;
}

function stories(words: Words): Story[] {
  const submission = submissionWith(words);
  const { prose, output } = words;
  const returnedStory = throughGates({ submission });
  answers(returnedStory, 'grace', 'review', 'return', { comment: prose });
  const rejectedStory = runEnds(running({ submission }), 'audit', { stdout: [output, 'surprise'], stderr: [output], exitCode: 1 });
  rejects(rejectedStory, 'audit');
  const lost = running({ submission });
  does(lost, { command: 'lose_run', run: run(lost, 'audit').id, why: output });
  const invalid = runEnds(running({ submission }), 'audit', { stdout: [output, 'surprise'] });
  const word = runEnds(running({ ...auditThenMigration, rules: { wordOnAudits: true } }), 'audit');
  answers(word, 'grace', 'verdict', 'approve', { comment: prose });
  letTimePass(word, 25 * HOUR);
  const approved = runEnds(running());
  approves(approved);
  const several = running({ jobs: [{ step: 'a' }, { step: 'b' }, { step: 'c' }] });
  runEnds(several, 'a');
  runEnds(several, 'b', { stdout: [output, 'surprise'] });
  runEnds(several, 'c', { stdout: [], stderr: [output], exitCode: 1 });
  letTimePass(several, 13 * HOUR);
  const seconded = runEnds(running({ jobs: [sampleAsk({ role: 'migration' })], rules: { twoAdminRoles: ['migration'] } }));
  approves(seconded);
  const undone = runEnds(running());
  const question = undone.state.questions.findLast(({ kind }) => kind === 'verdict')?.id ?? 0;
  approves(undone);
  undoes(undone, 'grace', question);
  const withdrawn = throughGates({ submission });
  answers(withdrawn, 'grace', 'review', 'assign', { assignee: 'grace' });
  answers(withdrawn, 'contributor', 'withdraw', 'withdraw');
  const failed = testRefMade(granted(throughReview(begin({ submission }))));
  startsStep(failed, 'deploy');
  endsStep(failed, 'deploy', false, output);
  const manualStep = testRefMade(granted(throughReview(begin({ submission, backend: 'backup' }))));
  for (const step of ['announce', 'build']) {
    startsStep(manualStep, step);
    endsStep(manualStep, step, true);
  }
  startsStep(manualStep, 'look');
  const moved = throughGates({ submission });
  headMoves(moved);
  const gates = begin({ submission });
  recordGates(gates, { checks: 'failed', reviewers: 'pending' });
  const waivable = begin({ submission });
  recordGates(waivable, { audit: 'failed' });
  const fallen = throughGates({ submission });
  recordGates(fallen, { checks: 'failed' });
  const nobody = begin({ submission });
  const everyAdmin = nobody.rules.people.filter(({ roles }) => roles.includes('admin')).map(({ id }) => id);
  does(nobody, { command: 'record_gates', headSha: SHA, gates: allGates(), authors: { logins: [], people: everyAdmin } });
  const replaced = throughGates({ submission });
  does(replaced, {
    command: 'record_related',
    related: [
      { requestId: 'nw2345', about: ['job:AuditTopicsJob'], code: 'oppia/oppia#7', submittedAt: replaced.now + 1, sameContributor: true },
    ],
  });
  const overdue = throughGates({ submission });
  letTimePass(overdue, 25 * HOUR);
  const backend = {
    slug: 'local',
    executor: 'agent',
    jobTimeout: 1,
    deploySteps: [{ name: 'deploy', kind: 'regression', timeout: 1 }],
  } as const;
  const regression = testRefMade(
    granted(throughReview(begin({ submission, rules: { backends: [{ ...backend, deploySteps: [...backend.deploySteps] }] } }))),
  );
  startsStep(regression, 'deploy');
  endsStep(regression, 'deploy', false, output);
  const left = approves(runEnds(running({ submission: { jobs: [sampleAsk({ role: 'backfill', module: output })] } })));
  const cutoff = left.now + HOUR;
  left.now = cutoff;
  does(left, { command: 'cut_off', release: left.state.submission.targetRelease ?? '3.4.2', cutoff });
  does(left, {
    command: 'record_left_over',
    release: left.state.submission.targetRelease ?? '3.4.2',
    files: [`CountTopicsJob in ${output}`],
  });
  const changed = throughGates({ submission });
  answers(changed, 'contributor', 'withdraw', 'edit', {
    edits: { reason: `${prose} more`, expectedOutput: [{ step: 'audit', lines: [{ kind: 'exact', line: `${output}!` }] }] },
  });
  const goneOn = throughGates({ submission });
  const elsewhere = { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 13_000 } as const;
  const successor = { requestId: 'newer1', contributor: { name: words.name, email: 'beth@example.org', githubLogin: 'beth' } };
  does(goneOn, { command: 'continue_at', to: elsewhere, successor, operator: 'olga', reason: prose });
  const broken = approves(runEnds(running()));
  does(broken, {
    command: 'record_production',
    step: broken.state.jobs[0]?.step ?? '',
    outcome: 'failed',
    text: `${prose} it broke`,
    operator: 'olga',
  });
  const released = approves(runEnds(running({ jobs: [{ step: 'a' }] })));
  released.now += HOUR;
  does(released, { command: 'cut_off', release: released.state.submission.targetRelease ?? '3.4.2', cutoff: released.now });
  does(released, { command: 'remind_production', release: released.state.submission.targetRelease ?? '3.4.2', round: 1 });
  const told = approves(runEnds(running({ jobs: [{ step: 'a' }] })));
  answers(told, 'grace', 'production', 'not_run', { comment: prose });
  const untested = throughGates({ submission });
  does(untested, { command: 'record_merge', sha: 'a'.repeat(40), into: 'd'.repeat(40) });
  const held = throughReview(begin({ submission, rules: { freezes: [{ name: words.name, kind: 'dated', from: 0, to: 9e14 }] } }));
  does(held, { command: 'hold_turn', freezes: [words.name], until: held.now + 25 * HOUR });
  does(held, { command: 'defer_request', release: '3.4.2', reason: prose, operator: 'ruth' });
  const locked = throughGates({ submission });
  does(locked, { command: 'lock_out', question: openQuestion(locked.state, 'review').id, person: 'grace', round: 0 });
  const written = throughGates({ submission });
  does(written, { command: 'raise_concern', text: prose });
  answers(written, 'ruth', 'concern', 'reply', { comment: prose });
  const named = throughGates({ submission });
  answers(named, 'grace', 'review', 'return', { comment: prose, through: 'operator.olga' });
  const waived = begin({ submission });
  recordGates(waived, { checks: 'failed', audit: 'failed' });
  does(waived, { command: 'waive_gates', gates: ['checks', 'audit'], operator: 'operator.olga', as: 'grace', reason: prose || 'x' });
  const branch = { kind: 'ref', owner: 'oppia', repository: 'oppia', ref: 'develop' } as const;
  const proved = approves(runEnds(running({ submission: { kind: 'existing_job', change: branch } })));
  return [
    named,
    waived,
    written,
    locked,
    held,
    proved,
    regression,
    untested,
    left,
    notMerged(prose),
    replaced,
    begin({ submission, via: 'form' }),
    returnedStory,
    rejectedStory,
    lost,
    invalid,
    approved,
    seconded,
    undone,
    withdrawn,
    failed,
    manualStep,
    moved,
    gates,
    waivable,
    fallen,
    nobody,
    overdue,
    deployed(throughReview(begin({ submission: featureSubmission }))),
    changed,
    goneOn,
    word,
    broken,
    released,
    told,
    several,
  ];
}

function throughGates(beginning: Parameters<typeof begin>[0]): Story {
  const story = begin(beginning);
  recordGates(story);
  return story;
}

/** Rendered from the story's end; what is asked is looked up by its number, as the mail's sender does. */
export function mailsOf({ state, rules, now, wanted }: Story): WantedMail[] {
  return wanted.flatMap(({ effect }) =>
    effect.kind === 'send_mail'
      ? [{ template: effect.template, input: { ...inputOf(effect), state, rules, now, ...asked(effect, state) } }]
      : [],
  );
}

function asked(effect: MailEffect, state: Story['state']): Pick<RequestMailInput, 'question' | 'clock'> {
  const question = state.questions.find(({ id }) => id === effect.question);
  const clock = state.clocks.find(({ id }) => id === effect.clock);
  return { ...(question === undefined ? {} : { question }), ...(clock === undefined ? {} : { clock }) };
}

function inputOf(effect: MailEffect): Omit<RequestMailInput, 'state' | 'rules' | 'now'> {
  const reader = people.find(({ id }) => id === effect.to);
  return {
    template: effect.template,
    forTeam: effect.to !== 'contributor',
    data: dataOf(effect.template, effect),
    ...(effect.step === undefined ? {} : { step: effect.step }),
    ...(effect.steps === undefined ? {} : { steps: effect.steps }),
    person: { name: reader?.name ?? 'Ada Lovelace', timeZone: 'Asia/Kolkata' },
    links: {
      action: (question, action) => `https://rehearsal.example.org/links/rq7k2m.${question}.${action}.${effect.to}.mac`,
      code: (question) => String(100_000 + question),
      status: 'https://rehearsal.example.org/status/rq7k2m.mac',
      resubmit: 'https://rehearsal.example.org/requests/new?from=rq7k2m.mac',
      board: 'https://rehearsal.example.org/board',
      report: 'https://rehearsal.example.org/releases/3.4.0?version=1',
      signIn: (ask) => `https://rehearsal.example.org/sign-in/mail/${ask}`,
      signInPass: (ask) => `https://rehearsal.example.org/sign-in?pass=${ask}`,
      page: (path) => `https://rehearsal.example.org${path}`,
    },
    installation: 'Sample',
  };
}
