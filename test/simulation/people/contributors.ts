import { toFormFields } from '#doors/form-prefill.ts';
import { signWebhook } from '#doors/verify-signature.ts';
import { poisons, type Poison } from '../outside/host.ts';
import type { Asked, Answered } from '../outside/http.ts';
import { formBody } from '../outside/http.ts';
import { WEBHOOK_SECRET } from '../doors.ts';
import { sha, type Town } from '../town.ts';
import { brokenForm, isStrangers, validForm } from './forms.ts';

/** One form on its way, and what came of it as its sender knows it. */
export interface Sent {
  submissionId: string;
  via: 'webhook' | 'form';
  deliveryId: string;
  form: { [field: string]: unknown };
  valid: boolean;
  /** Statuses and bodies heard, oldest first. */
  answers: Answered[];
  /** The sender has an answer and stops. */
  settled: boolean;
  /** Other bytes were sent under its id after it had been accepted, and this was said. */
  otherBytes: number[];
  /** Who sends it gave an address that nobody ever confirms. */
  stranger: boolean;
}

export interface Contributors {
  sent: Sent[];
  /** Where words of those were read whose address nobody has confirmed. */
  shown: string[];
}

const MINUTE = 60_000;

/** Contributors send forms for a while, and send them again until they are answered. */
export function startContributors(town: Town): Contributors {
  const { plan, clockwork } = town;
  const dice = town.dice.fork('contributors');
  const sent: Sent[] = [];
  for (let n = 0; n < plan.requests; n += 1) {
    const when = Math.floor(dice.next() * Math.min(plan.calmAfter / 2, 120 * MINUTE));
    const pull = 100 + (dice.chance(0.15) ? 0 : n);
    const form = validForm(dice, `sub-${plan.seed}-${n}`, pull);
    const poison = dice.anyOf(poisons);
    openPull(town, String(pull), dice.next(), plan.on.poison && n === 1 ? poison : undefined);
    openedByAdmin(town, String(pull), form);
    if (plan.on.poison && n === 1) town.seen('a poisoned request lay among others');
    clockwork.after(when, () => send(town, sent, form, dice.chance(0.25) ? 'form' : 'webhook', true));
  }
  if (plan.on.misuse && dice.chance(0.5))
    clockwork.after(dice.below(90) * MINUTE, () => send(town, sent, brokenForm(dice, `sub-${plan.seed}-broken`), 'webhook', false));
  openPull(town, '', 0.9, undefined);
  return { sent, shown: [] };
}

/** What the request is about; a branch has no number. */
export function openPull(town: Town, number: string, roll: number, poison: Poison | undefined): void {
  const { pulls } = town.host;
  if (pulls.has(number)) return;
  const key = `pull-${number}`;
  const trouble = town.plan.on.bad_run;
  const head = { state: 'open' as const, headSha: sha(`${town.plan.seed} ${key} 0`), baseSha: 'e'.repeat(40), baseRef: 'develop' };
  const checks = trouble && roll < 0.2 ? 'pending' : trouble && roll < 0.3 ? 'red' : 'green';
  pulls.set(number, { key, head, checks, conflicts: trouble && roll > 0.95, stubborn: trouble && roll > 0.8 && roll <= 0.95, poison });
}

/** G11. Carla asks for a test of what an admin has written. */
function openedByAdmin(town: Town, number: string, form: { [field: string]: unknown }): void {
  const dice = town.dice.fork(`who opened ${number}`);
  const pull = town.host.pulls.get(number);
  if (pull === undefined || !JSON.stringify(form['contributor']).includes('carla@') || !dice.chance(0.4)) return;
  pull.author = dice.pick(['alan', 'grace'] as const);
  town.seen('an admin had written what was to be decided on');
}

export function send(town: Town, all: Sent[], form: Sent['form'], via: Sent['via'], valid: boolean): void {
  const { dice } = town;
  const one: Sent = {
    submissionId: String(form['submissionId']),
    via,
    deliveryId: `msg_${sha(JSON.stringify(form)).slice(0, 20)}`,
    form,
    valid,
    answers: [],
    settled: false,
    otherBytes: [],
    stranger: isStrangers({ submissionId: String(form['submissionId']) }),
  };
  all.push(one);
  attempt(town, one);
  if (!town.weather.has('misuse')) return;
  if (dice.chance(0.3)) {
    town.seen('a form was posted twice at once');
    attempt(town, one);
  }
  if (dice.chance(0.2)) town.clockwork.after(dice.below(30) * MINUTE, () => forge(town, one));
  if (dice.chance(0.3)) town.clockwork.after(dice.below(600) * MINUTE, () => attempt(town, one));
}

function attempt(town: Town, one: Sent): void {
  town.network.call(
    `post ${one.submissionId}`,
    () => town.ask('receive', asked(town, one)),
    (answer) => {
      if (answer !== undefined) one.answers.push(answer);
      if (answer !== undefined && answer.status < 500) {
        one.settled = true;
        if (answer.status === 429)
          town.seen(one.stranger ? 'a flood of strangers was held back' : 'a form that nobody signed came in a flood');
        if (answer.status === 422) town.seen('a form was refused with its problems');
        if (answer.status === 409) town.seen('a delivery id came again with other bytes');
        return;
      }
      if (one.settled) return;
      town.seen('a form was sent again because its answer was lost');
      town.clockwork.after(town.weather.calm ? MINUTE : town.dice.below(20) * MINUTE, () => attempt(town, one));
    },
  );
}

function asked(town: Town, one: Sent, body = JSON.stringify(one.form), secret = WEBHOOK_SECRET): Asked {
  if (one.via === 'form')
    return {
      method: 'POST',
      url: '/requests/form',
      ...formBody({ ...Object.fromEntries(toFormFields(one.form)), submissionId: one.submissionId }),
    };
  const timestamp = Math.floor(town.clockwork.time.now / 1000);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': one.deliveryId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook({ id: one.deliveryId, timestamp, body, secret }),
  };
  return { method: 'POST', url: '/requests', headers, body };
}

/** The same id with other bytes; or a form that nobody sent, from somebody who does not know the secret. */
function forge(town: Town, one: Sent): void {
  if (one.via === 'form') return;
  const other = town.dice.chance(0.5);
  const accepted = one.answers.some(({ status }) => status === 201);
  const body = JSON.stringify({
    ...one.form,
    ...(other ? { localProof: 'another text' } : { submissionId: `${one.submissionId}-forged` }),
  });
  const forged = other ? one : { ...one, deliveryId: `${one.deliveryId}f` };
  const secret = other ? WEBHOOK_SECRET : `whsec_${Buffer.alloc(32, 6).toString('base64')}`;
  town.network.call(
    `forged ${one.submissionId}`,
    () => town.ask('receive', asked(town, forged, body, secret)),
    (answer) => {
      if (other && accepted && answer !== undefined) one.otherBytes.push(answer.status);
      if (answer?.status === 401) town.seen('an unsigned form was turned away');
      if (answer?.status === 409) town.seen('a delivery id came again with other bytes');
    },
    !other,
  );
}
