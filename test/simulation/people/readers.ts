import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { actionOf } from '#products/rehearsal/app/answer-question.ts';
import { isAuthor } from '#contexts/gates/domain/authors.ts';
import type { LinkClaims } from '#kernel/questions/claims.ts';
import { isHeld } from '#products/rehearsal/domain/fallen.ts';
import { possibleActions } from '#products/rehearsal/domain/possible-actions.ts';
import type { Action, Question } from '#products/rehearsal/domain/questions.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { roundOf } from '#products/rehearsal/domain/locks.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { START } from '#test/support/application/world.ts';
import { formBody } from '../outside/http.ts';
import type { Arrived } from '../outside/post-office.ts';
import { PUBLIC_URL } from '../doors.ts';
import type { Town } from '../town.ts';
import { waiverFields } from './hangers.ts';
import { isStrangers } from './forms.ts';

interface Press {
  claims: LinkClaims;
  at: number;
  undo: boolean;
  /** Of several jobs, each for itself: the actions that were chosen. */
  each?: string;
  /** So many wrong codes had been heard to be wrong before this right one. */
  wrongBefore?: number;
}

export interface Readers {
  /** Right codes that were typed, by whom for what: only these may decide anything. */
  presses: Press[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** People read their mails, and press what is in them: soon, late, twice, wrongly. */
export function startReaders(town: Town): Readers {
  const readers: Readers = { presses: [] };
  town.listeners.mail.push((arrived) => read(town, readers, arrived));
  return readers;
}

function read(town: Town, readers: Readers, { mail }: Arrived): void {
  const offers = offersIn(mail);
  if (/^\d+ messages that could wait/.test(mail.text)) town.seen('a mail brought others that had waited');
  for (const { urls, code } of offers) {
    const wait = waitOf(town);
    // Others are asked too; and whoever was not heard is asked again.
    if (!town.dice.chance(0.3)) town.clockwork.after(wait, () => void choose(town, readers, urls, code));
  }
}

/** Soon, or a day later; while everybody is away, about when the time is over. */
function waitOf({ dice, weather, plan, clockwork }: Town): number {
  const back = START + 23 * HOUR - clockwork.time.now;
  if (plan.on.away && back > 0) return back + dice.below(5 * HOUR);
  if (weather.calm) return dice.between(MINUTE, 8 * MINUTE);
  return dice.chance(0.08) ? dice.below(26) * HOUR : dice.between(1, 12) * MINUTE;
}

/** `Accept: <url>` and the code behind such lines, as they stand in the text part (N2); one for each question that the mail asks. */
export function offersIn({ text }: Arrived['mail']): { urls: string[]; code: string }[] {
  const parts = text.split(/^Confirmation code: (\d{6})$/m);
  return parts.flatMap((part, n) => {
    const code = parts[n + 1];
    const urls = [...part.matchAll(/^[A-Z][A-Za-z ]*: (\S+\/links\/\S+)$/gm)].map(([, url = '']) => url);
    return n % 2 === 0 && code !== undefined && urls.length > 0 ? [{ urls, code }] : [];
  });
}

async function choose(town: Town, readers: Readers, urls: string[], code: string): Promise<void> {
  const offered = urls.flatMap((url) => {
    const claims = town.links.parse(new URL(url).pathname);
    return claims === undefined ? [] : [claims];
  });
  const [first] = offered;
  if (first === undefined) return;
  const claims = await chosen(town, first, offered);
  if (claims === undefined) return;
  const typed = { ...(await eachForItself(town, claims)), ...(await waiving(town, claims)) };
  if (!town.weather.has('misuse')) return decide(town, readers, claims, code, typed);
  misuse(town, readers, claims, code, typed);
}

/** Read on the page, and sent some minutes later: it may have changed by then. */
async function waiving({ store }: Town, claims: LinkClaims): Promise<{ [field: string]: string }> {
  const found = claims.action === 'waive' ? await store.get({ collection: 'requests', id: claims.subject.id }) : undefined;
  return found === undefined ? {} : waiverFields(found.state);
}

/** Of several verdicts that are asked for together, now and then each gets its own, and some are left open. */
async function eachForItself({ store, dice, weather, seen }: Town, claims: LinkClaims): Promise<{ [field: string]: string }> {
  const { state } = (await store.get({ collection: 'requests', id: claims.subject.id })) ?? {};
  const together = state?.questions.find(({ id, kind }) => id === claims.question && kind === 'verdicts');
  if (state === undefined || together === undefined) return {};
  seen('verdicts on several jobs were asked for in one mail');
  if (weather.calm || dice.chance(0.4)) return {};
  const last = dice.chance(0.1) ? 'reject' : 'open';
  const choices = ['approve', 'approve', 'approve', 'rerun', 'open', last] as const;
  return Object.fromEntries(state.jobs.map(({ index }) => [`jobs[${index}].decision`, dice.pick(choices)]));
}

/** Without a mail: whoever is asked and was not reached. */
export async function remind(town: Town, readers: Readers): Promise<void> {
  if (town.plan.on.away && town.clockwork.time.now < START + 29 * HOUR) return;
  const patience = town.weather.calm ? HOUR : HOUR / 2;
  for (const state of await askedRequests(town))
    for (const question of state.questions) {
      if (question.state !== 'open' || (question.kind === 'withdraw' && !isPastHelp(town, state))) continue;
      if (town.clockwork.time.now - question.askedAt < patience) continue;
      const person = answererOf(town, state, question);
      if (person === undefined) continue;
      const round = roundOf(state, { question: question.id, person });
      const action = await chosen(town, { subject: theRequest(state.id), question: question.id, action: '', person, round }, []);
      if (action === undefined) continue;
      town.seen('somebody was asked again because no mail had reached them');
      decide(town, readers, action, town.links.code(action), await waiving(town, action));
    }
}

/** Merged by somebody before it was tested: nothing is left to be asked for, and its gates hold it for good (G9). Or too few admins are left who may approve (A7, G11). */
function isPastHelp({ weather, host }: Town, state: RequestState): boolean {
  const { change } = state.submission;
  if (weather.calm && state.nobodyDecides !== undefined) return true;
  if (!weather.calm || change.kind !== 'pull_request' || (state.status !== 'waiting_for_gates' && !isHeld(state))) return false;
  return host.pulls.get(String(change.number))?.head.state === 'merged';
}

/** Also what is approved and held before its merge (G7). */
async function askedRequests({ store }: Town): Promise<RequestState[]> {
  const found = await store.query({ index: 'requestsNewestFirst', equal: {}, limit: 50 });
  const isHeldBack = ({ questions }: RequestState): boolean => questions.some(({ kind, state }) => kind === 'gates' && state === 'open');
  return found.map(({ document }) => document.state).filter((state) => !isClosed(state) || isHeldBack(state));
}

function answererOf({ world }: Town, state: RequestState, { kind, step }: Question): string | undefined {
  const { asked } = questionKinds[kind];
  const job = state.jobs.find((one) => one.step === step);
  const first = job?.state === 'awaiting_verdict' ? job.firstApproval?.by : undefined;
  if (asked.includes('contributor')) return 'contributor';
  const may = world.system.rules.people.filter(
    (person) =>
      person.id !== first &&
      person.roles.includes(asked.includes('testers') ? 'tester' : asked.includes('qa') ? 'qa_lead' : 'admin') &&
      !isAuthor(person, state),
  );
  return may.find(({ id }) => id !== 'grace')?.id ?? may[0]?.id;
}

/** What this reader decides. In calm weather whatever brings the request to an end. */
async function chosen(town: Town, claims: LinkClaims, offered: LinkClaims[]): Promise<LinkClaims | undefined> {
  const { dice, weather, store } = town;
  const document = await store.get({ collection: 'requests', id: claims.subject.id });
  const question = document?.state.questions.find(({ id }) => id === claims.question);
  if (document === undefined || question === undefined || isStrangers(document.state.submission)) return undefined;
  const job = document.state.jobs.find(({ step }) => step === question.step);
  const tries = job?.runs.length ?? document.state.questions.filter(({ kind }) => kind === question.kind).length;
  const possible = offered.length > 0 ? offered.flatMap((one) => actionOf(one) ?? []) : possibleActions(document.state, question);
  const good: Action[] = [
    ...(isPastHelp(town, document.state) ? (['withdraw', 'reject'] as const) : []),
    'confirm',
    'go_on',
    'accept',
    'answer',
    'approve',
    'passed',
    'it_ran',
    'false_alarm',
    'waive',
    tries > 3 ? 'reject' : 'retry',
    tries > 3 ? 'reject' : 'data_mended',
    tries > 3 ? 'reject' : 'rerun',
    'migration_fixes',
    'reject',
  ];
  // Admins who let it go on without the contributor's word are impatient ones.
  if (question.kind === 'word_waiver') return weather.calm || dice.chance(0.8) ? undefined : { ...claims, action: 'waive_word' };
  const best = good.find((action) => possible.includes(action));
  const any = dice.anyOf(possible);
  const wild = !weather.calm && dice.chance(0.2) && (any !== 'withdraw' || (weather.has('withdraw') && dice.chance(0.15)));
  const action = wild ? any : best;
  return action === undefined ? undefined : { ...claims, action };
}

/** Opens the page, then types the code. */
export function decide(town: Town, readers: Readers, claims: LinkClaims, code: string, typed: { [field: string]: string } = {}): void {
  if (town.dice.chance(0.75)) return press(town, readers, claims, code, typed, 1);
  const path = new URL(town.links.url(claims)).pathname;
  town.network.call(
    'look at a link',
    () => town.ask('follow', { method: town.dice.chance(0.2) ? 'HEAD' : 'GET', url: path }),
    () => press(town, readers, claims, code, typed, 1),
    true,
  );
}

function press(town: Town, readers: Readers, claims: LinkClaims, code: string, typed: { [field: string]: string }, attempt: number): void {
  const path = new URL(town.links.url(claims)).pathname;
  const { clockwork } = town;
  const right = code === town.links.code(claims);
  const fields = {
    code,
    comment: 'looked at it closely',
    overrideReason: 'it is as wanted',
    ...(claims.action === 'defer' ? { release: '3.4.2' } : {}),
    ...(claims.action === 'edit' ? { reason: `said better at ${clockwork.time.now}` } : {}),
    ...typed,
  };
  const each = Object.entries(typed).flatMap(([name, value]) => (name.endsWith('.decision') ? [value] : []));
  if (right) readers.presses.push({ claims, at: clockwork.time.now, undo: false, ...(each.length === 0 ? {} : { each: each.join(' ') }) });
  town.network.call(
    `press ${claims.action} of ${claims.subject.id} ${claims.question} by ${claims.person}`,
    () => town.ask('follow', { method: 'POST', url: path, ...formBody(fields) }),
    (answer) => {
      if (answer === undefined || answer.status >= 500) {
        if (attempt < 4) clockwork.after(5 * MINUTE, () => press(town, readers, claims, code, typed, attempt + 1));
        return;
      }
      note(town, answer.status, right);
      if (
        answer.status === 303 &&
        town.weather.has('withdraw') &&
        (claims.action === 'approve' || claims.action === 'reject') &&
        town.dice.chance(0.15)
      )
        clockwork.after(town.dice.between(1, 14) * MINUTE, () => undo(town, readers, claims, code));
    },
  );
}

function note({ seen }: Town, status: number, right: boolean): void {
  if (status === 409) seen('a decision came second');
  if (status === 410) seen('a link had died because the request had changed');
  if (status === 403 && !right) seen('a wrong code was typed');
  if (status === 403 && right) seen('a right code came after too many wrong ones');
  if (status === 404) seen('a link that nobody signed was followed');
}

function undo(town: Town, readers: Readers, claims: LinkClaims, code: string): void {
  readers.presses.push({ claims, at: town.clockwork.time.now, undo: true });
  const url = `${new URL(town.links.url(claims)).pathname}/undo`;
  town.network.call(
    `undo ${claims.subject.id} ${claims.question}`,
    () => town.ask('follow', { method: 'POST', url, ...formBody({ code }) }),
    (answer) => {
      if (answer?.status === 409) town.seen('an undo came too late');
    },
  );
}

/** Somebody else may decide as well. */
export function isOneOfMany({ plan, host }: Town, { person }: LinkClaims): boolean {
  return person === 'grace' && !plan.settings.twoAdmins && [...host.pulls.values()].every(({ author }) => author === undefined);
}

/** All that goes wrong with links in people's hands. */
function misuse(town: Town, readers: Readers, claims: LinkClaims, code: string, typed: { [field: string]: string }): void {
  const { dice, clockwork, seen } = town;
  const roll = dice.next();
  decide(town, readers, claims, code, typed);
  if (roll < 0.1) {
    seen('a link was pressed twice at once');
    press(town, readers, claims, code, {}, 4);
  } else if (roll < 0.2) {
    // Five wrong ones lock the link; whoever is the only one to decide must not be locked out for good.
    const spare = isOneOfMany(town, claims);
    for (let n = spare ? dice.below(7) : 1; n >= 0; n -= 1) press(town, readers, claims, '000000', {}, 4);
  } else if (roll < 0.3) press(town, readers, claims, code, { comment: '' }, 4);
  else if (roll < 0.4) {
    seen('somebody pressed with a right of another');
    const foreign = { ...claims, person: dice.pick(['ada', 'alan', 'tim', 'ruth', 'contributor', 'nobody']) };
    press(town, readers, foreign, town.links.code(foreign), {}, 4);
  } else if (roll < 0.5) clockwork.after(dice.below(30) * HOUR, () => press(town, readers, claims, code, {}, 4));
  else if (roll < 0.55) {
    const url = `${PUBLIC_URL}/links/${claims.subject.id}.${claims.question}.accept.grace.${'x'.repeat(22)}`;
    town.network.call(
      'a forged link',
      () => town.ask('follow', { method: 'POST', url: new URL(url).pathname, ...formBody({ code }) }),
      (answer) => {
        if (answer?.status === 404) seen('a link that nobody signed was followed');
      },
      true,
    );
  }
}
