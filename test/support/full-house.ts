import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { addAnswer, noAnswers } from '#kernel/promises/figures.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import type { Submission } from '#contexts/intake/domain/submission.ts';
import { featureSubmission, sampleAsk } from '#test/support/sample-request.ts';
import { keepsCalendar } from '#test/support/house-calendar.ts';
import { invite, openHouse, runEnds, toReview, toRunning, type Guest, type House } from '#test/support/page-house.ts';

const tags = '<img src=x onerror=alert(1)>';
const hostile = `${tags}<script>alert(1)</script>"'></textarea></title><svg onload=alert(1)>`;

const twoJobs: Partial<Submission> = {
  contributor: { name: 'Ada Lovelace', email: 'ada@example.org', githubLogin: 'ada' },
  reason: 'The new field of topics must be filled before the release.\nWithout it the page shows nothing.',
  localProof: 'Ran both against the local emulator with 200 topics.',
  jobs: [
    sampleAsk({
      name: 'AuditTopicStructureJob',
      role: 'audit',
      module: 'topic_audit_jobs',
      expectedOutput: [
        { kind: 'count', label: 'TOPICS VALID SUCCESS', comparison: '>=', value: 150 },
        { kind: 'exact', line: 'TOPICS INVALID: 0' },
      ],
    }),
    sampleAsk({
      name: 'MigrateTopicStructureJob',
      role: 'migration',
      module: 'topic_migration_jobs',
      needs: ['AuditTopicStructureJob'],
      parameters: { batch_size: '50' },
      expectedOutput: [{ kind: 'pattern', pattern: 'MIGRATED * TOPICS' }],
      safeToRerun: true,
    }),
  ],
};

/** A house with a request in each of many states, and the addresses of the pages about them. */
export interface FullHouse {
  house: House;
  urls: Record<
    | 'home'
    | 'board'
    | 'form'
    | 'prefilled'
    | 'status'
    | 'statusReview'
    | 'statusQueued'
    | 'accept'
    | 'approve'
    | 'together'
    | 'togetherDecided'
    | 'answer'
    | 'approved'
    | 'dead'
    | 'missing'
    | 'decide'
    | 'hostileStatus'
    | 'hostileLink'
    | 'release'
    | 'coming'
    | 'backends'
    | 'backend'
    | 'drain'
    | 'operations'
    | 'deadLetters'
    | 'schedules'
    | 'releases'
    | 'jobs'
    | 'runbook',
    string
  >;
  decideCode: string;
}

export async function fullHouse(): Promise<FullHouse> {
  const house = await openHouse();
  const status = (id: string): string => house.links.statusUrl(id);
  const review = await invite(house, {
    id: 'review1',
    submission: twoJobs,
    warnings: [
      { path: 'jobs[0].module', code: 'module_convention', message: 'By convention, a module is called <noun>_<operation>_jobs.py.' },
    ],
  });
  await toReview(review);
  const decide = await invite(house, { id: 'decide1', submission: { essential: true, essentialReason: 'The release reads it.' } });
  await toReview(decide);
  const returned = await invite(house, { id: 'return1', submission: twoJobs });
  await toReview(returned);
  await returned.answers('grace', 'review', 'return', { comment: 'Which of these lines do you expect after the change?\nAnd why 150?' });
  house.time.now += 3 * HOUR + 20 * MINUTE;
  const done = await invite(house, { id: 'done1' });
  await toRunning(done);
  await runEnds(done);
  const approving = await done.link('verdict', 'approve', 'grace');
  await done.answers('grace', 'verdict', 'approve', { comment: 'Counted the topics on the backup server: 152, as in the output.' });
  const verdict = await invite(house, { id: 'verdict1', submission: twoJobs });
  await toRunning(verdict);
  const stdout = [
    'TOPICS VALID SUCCESS: 148',
    'TOPICS INVALID: 0',
    ...Array.from({ length: 4 }, (_, at) => `TOPIC ${at} of somebody@example.org has no thumbnail`),
  ];
  const ran = await runEnds(verdict, { stdout, stderr: ['RuntimeWarning: deprecated call in topic_services.py'], exitCode: 0 });
  house.outputs.set(ran.jobs[0]?.runs[0]?.id ?? '', { stdout, stderr: ['RuntimeWarning: deprecated call in topic_services.py'] });
  const together = await severalRan(house, 'together1');
  const decided = await severalRan(house, 'together2');
  const decidedLink = await decided.link('verdicts', 'approve', 'grace');
  await decided.answers('grace', 'verdicts', 'approve', { comment: 'Looked at all of them.' });
  const queued = await invite(house, {
    id: 'queued1',
    submission: { ...featureSubmission, essential: true, essentialReason: 'It is announced.' },
  });
  await toReview(queued);
  await queued.answers('grace', 'review', 'accept');
  const waiting = await invite(house, {
    id: 'gates1',
    submission: {
      contributor: { name: hostile, email: 'x@example.org', githubLogin: 'x' },
      reason: hostile,
      jobs: [sampleAsk({ expectedOutput: [{ kind: 'exact', line: hostile }], parameters: { a: hostile } })],
    },
  });
  await toReview(waiting);
  await cutsRelease(house);
  const [accept, approve, answer, hostileLink, decideLink] = await Promise.all([
    review.link('review', 'accept', 'grace'),
    verdict.link('verdict', 'approve', 'grace'),
    returned.link('return', 'answer', 'contributor'),
    waiting.link('review', 'defer', 'alan'),
    decide.link('review', 'accept', 'grace'),
  ]);
  const togetherLink = await together.link('verdicts', 'approve', 'grace');
  return {
    house,
    decideCode: decideLink.code,
    urls: {
      home: house.url,
      board: `${house.url}/board`,
      form: `${house.url}/requests/new`,
      prefilled: `${house.url}/requests/new?from=${status('verdict1').split('/').at(-1) ?? ''}`,
      status: status('verdict1'),
      statusReview: status('review1'),
      statusQueued: status('queued1'),
      accept: accept.url,
      approve: approve.url,
      together: togetherLink.url,
      togetherDecided: decidedLink.url,
      answer: answer.url,
      approved: approving.url,
      dead: house.links.url({ subject: theRequest('verdict1'), question: 99, action: 'accept', person: 'grace' }),
      missing: `${house.url}/nothing`,
      decide: decideLink.url,
      hostileStatus: status('gates1'),
      hostileLink: hostileLink.url,
      release: `${house.url}/releases/3.4.0`,
      coming: `${house.url}/releases/3.4.1`,
      backends: `${house.url}/backends`,
      backend: `${house.url}/backends/local`,
      drain: `${house.url}/do/backend_drain?backend=backup&back=/backends/backup`,
      operations: `${house.url}/operations`,
      deadLetters: `${house.url}/dead-letters`,
      schedules: `${house.url}/schedules`,
      releases: `${house.url}/releases`,
      jobs: `${house.url}/jobs`,
      runbook: `${house.url}/runbooks/dead_letters`,
    },
  };
}

/** Six jobs whose verdicts are asked for together: one has another output, one failed. */
async function severalRan(house: House, id: string): Promise<Guest> {
  const jobs = Array.from({ length: 6 }, (_, n) => sampleAsk({ name: `CountTopicsOfLanguage${n}Job`, step: `count${n}` }));
  const guest = await invite(house, { id, submission: { jobs } });
  await toRunning(guest);
  for (let n = 0; n < 4; n += 1) await runEnds(guest);
  await runEnds(guest, { stdout: ['done', 'TOPICS INVALID: 3'] });
  await runEnds(guest, { exitCode: 1, stdout: [], stderr: ['ValidationError: topic 17 has no thumbnail'] });
  return guest;
}

/** A release that was cut with one that blocks it and some that missed it, a freeze, and two months of answers (C5, C8, S6). */
async function cutsRelease(house: House): Promise<void> {
  const { system, time } = house;
  const late = { targetRelease: '3.4.0' };
  await toReview(await invite(house, { id: 'cut1', submission: { ...late, essential: true, essentialReason: 'It is announced.' } }));
  for (const id of ['cut2', 'cut3']) await invite(house, { id, submission: { ...twoJobs, ...late } });
  await keepsCalendar(house);
  system.rules = { ...system.rules, freezes: [{ name: 'release week', kind: 'dated', from: time.now, to: time.now + 48 * HOUR }] };
  const all = [3, 7, 26].reduce((tally, hours) => addAnswer(tally, hours * HOUR, 24 * HOUR), noAnswers);
  await system.store.transact(async (tx) => {
    for (const month of ['2026-12', '2027-01'])
      tx.set({ collection: 'responses', id: month }, { month, all, byAdmin: { grace: all, alan: all } });
  });
}
