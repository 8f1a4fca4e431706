import { signHub } from '#doors/verify-hub-signature.ts';
import { EVENT_SECRET } from '../doors.ts';
import type { Pull } from '../outside/host.ts';
import { sha, type Town } from '../town.ts';

const MINUTE = 60_000;

/** The code host tells what happened to a pull request: once, twice, late, or never; and somebody else pretends to be it. */
export function hostTells(town: Town, pull: Pull): void {
  const number = Number(pull.key.replace('pull-', ''));
  if (number === 0) return;
  const { dice, weather, clockwork, seen } = town;
  const repository = { name: 'oppia', owner: { login: 'Oppia' } };
  const body = JSON.stringify({ repository, pull_request: { number }, action: pull.head.state });
  const delivery = sha(`${town.plan.seed} ${pull.key} ${clockwork.time.now} ${clockwork.steps}`);
  const send = (secret: string): void =>
    town.network.call(
      `event of ${pull.key}`,
      () => town.ask('events', { method: 'POST', url: '/pull-request-events', headers: headersOf(delivery, body, secret), body }),
      (answer) => {
        if (answer?.status === 401) seen('a pull request event that the host had not signed was turned away');
        if (answer?.status === 202) seen('the host rang: something happened to a pull request');
      },
      secret !== EVENT_SECRET,
    );
  send(EVENT_SECRET);
  if (weather.has('duplicate') && dice.chance(0.3)) {
    seen('the host told of the same event twice');
    clockwork.after(dice.below(10 * MINUTE), () => send(EVENT_SECRET));
  }
  if (weather.has('misuse') && dice.chance(0.15)) send('a guess');
}

function headersOf(delivery: string, body: string, secret: string): { [name: string]: string } {
  return {
    'content-type': 'application/json',
    'x-github-event': 'pull_request',
    'x-github-delivery': delivery,
    'x-hub-signature-256': signHub(body, secret),
  };
}
