import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, MailSeen } from './client.ts';
import { countStates, findLongTitles, fullOfProblems } from './forms.ts';
import { expectTrue, type Steps } from './steps.ts';

export interface Place {
  client: Client;
  steps: Steps;
  /** The approval sheet, a line for each row; a path reads the CSV file. */
  sheet: string | (() => Promise<string[]>);
}

const AUDIT = 'AuditExplorationSchemaVersionJob';
const COUNT = 'CountExplorationStatesJob';

/** The main job: from the signed form to the row of the approval sheet. */
export async function tellMainStory(place: Place): Promise<void> {
  const id = await submitAndAccept(place);
  await twoVerdicts(place, id);
  await approvalIsTold(place, id);
}

async function submitAndAccept(place: Place): Promise<string> {
  const { client, steps } = place;
  steps.title('Carla asks for a test of her job, with an audit before it');
  const { body } = await steps.step(
    'the signed form is taken',
    () => client.submit(countStates({ explorations: 6, states: 21, invalid: 0 })),
    ({ body: { id } }) => `request ${id}`,
  );
  const { id } = body;
  await steps.step('Carla has a copy of her answers', () => client.mail('carla@example.com', id));
  const review = await steps.step(
    'Ana is asked for a review',
    () => client.mail('ana@', id, 'review wanted'),
    ({ subject }) => subject,
  );
  const reviewBen = await steps.step('and so is Ben', () => client.mail('ben@', id));
  await decide(place, review, 'Accept', {}, 'Ana opens the link, types the code and accepts');
  await steps.step(
    "Ben's link tells what was decided",
    () => client.get(pathOf(reviewBen, 'Accept')),
    ({ text }) => (/accept/i.test(text) ? 'accepted by Ana' : 'nothing'),
  );
  return id;
}

async function twoVerdicts(place: Place, id: string): Promise<void> {
  const { client, steps } = place;
  const audit = await steps.step(
    'it has its turn, is deployed, and the audit runs',
    () => client.mail('ana@', id, 'verdict wanted', AUDIT),
    ({ subject }) => subject,
  );
  await decide(
    place,
    audit,
    'Approve',
    { comment: 'Compared with the admin page: six explorations, all current.' },
    'Ana approves the audit',
  );
  const count = await steps.step(
    'it queues again, and the job runs',
    () => client.mail('ben@', id, 'verdict wanted', COUNT),
    ({ subject }) => subject,
  );
  await decide(place, count, 'Approve', { comment: 'Counted the states of two explorations by hand.' }, 'Ben approves the job');
}

async function approvalIsTold({ client, steps, sheet }: Place, id: string): Promise<void> {
  await steps.step(
    'Carla hears that it is approved',
    () => client.mail('carla@example.com', id, ': approved'),
    ({ subject }) => subject,
  );
  await steps.step('and so does the release coordinator', () => client.mail('rita@', id, ': approved'));
  const row = await steps.step(
    'the approval sheet says so',
    () => approvedRows(sheet, id, 2),
    (rows) => rows[0]?.match(/Approved by [^"]*/)?.[0] ?? '',
  );
  expectTrue(row.length === 2, 'one approved row per job');
}

export async function tellRefusal({ client, steps }: Place): Promise<string[]> {
  steps.title('A form with everything wrong');
  const refused = await steps.step(
    'is refused with all its problems',
    () => client.submit(fullOfProblems()),
    ({ status, body }) => `${status}, ${body.problems?.length ?? 0} problems`,
  );
  expectTrue(refused.status === 422, 'status 422');
  return (refused.body.problems ?? []).map(({ path, message }) => `${path}: ${message}`);
}

export async function tellRejection(place: Place): Promise<void> {
  const { client, steps } = place;
  steps.title('Dan asks for a job that ends well and yet is not');
  const {
    body: { id },
  } = await steps.step(
    'the signed form is taken',
    () => client.submit(findLongTitles()),
    ({ body }) => `request ${body.id}`,
  );
  const review = await steps.step('Ben is asked for a review', () => client.mail('ben@', id));
  await decide(place, review, 'Accept', {}, 'Ben accepts');
  const verdict = await steps.step(
    'the job runs, says SUCCESS, and leaves lines on stderr',
    () => client.mail('ana@', id, 'verdict wanted'),
    ({ text }) => /\d+ lines? on stderr/.exec(text)?.[0] ?? '',
  );
  await decide(place, verdict, 'Reject', { comment: 'Two titles are too long: print them as results, not as warnings.' }, 'Ana rejects it');
  await steps.step(
    'Dan hears why, with a link to ask again',
    () => client.mail('dan@example.com', id, ': rejected'),
    ({ text }) => /https?:\/\/\S*requests\/new\S*/.exec(text)?.[0]?.slice(0, 60) ?? 'no link',
  );
}

async function decide(
  { client, steps }: Place,
  mail: MailSeen,
  label: string,
  fields: Record<string, string>,
  text: string,
): Promise<void> {
  const followed = await steps.step(text, () => client.follow(mail, label, fields));
  expectTrue(followed.status === 200, `the decision is taken (answered ${followed.status})`);
}

function pathOf(mail: MailSeen, label: string): string {
  const link = new RegExp(`^${label}: (\\S+)$`, 'm').exec(mail.text)?.[1] ?? '/';
  return new URL(link).pathname;
}

/** Waits for as many approved rows of the request. */
async function approvedRows(sheet: Place['sheet'], id: string, count: number): Promise<string[]> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    const lines = typeof sheet === 'string' ? (await readFile(sheet, 'utf8').catch(() => '')).split('\n') : await sheet();
    const rows = lines.filter((line) => line.includes(id) && line.includes('Approved by'));
    if (rows.length >= count) return rows;
    await sleep(50);
  }
  throw new Error(`the sheet has no ${count} approved rows of ${id}`);
}
