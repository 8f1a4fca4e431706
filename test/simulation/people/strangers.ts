import { sampleForm } from '#test/support/sample-submission.ts';
import type { Town } from '../town.ts';
import { openPull, send, type Contributors } from './contributors.ts';
import { bareJob, isStrangers } from './forms.ts';

const MINUTE = 60_000;

/** What they want everybody to read; it stands in each text that they type. */
const PRAISE = 'best watches for less';
const TYPED = /best watches|BuyWatches|buywatches/i;

/** I13, I16. Whoever floods the form beside those who sign: with addresses of others, one of them a contributor's own. Nobody ever confirms. */
export function startStrangers(town: Town, contributors: Contributors): void {
  const { plan, clockwork } = town;
  const dice = town.dice.fork('strangers');
  if (!plan.on.flood || plan.calmAfter === 0) return;
  for (let n = 6 + dice.below(9); n > 0; n -= 1) {
    const pull = 100 + (dice.chance(0.7) ? 0 : dice.below(3));
    openPull(town, String(pull), 0.9, undefined);
    const typed = dice.chance(0.7);
    const form = strangersForm(`flood-${plan.seed}-${n}`, pull, dice.pick(['ada', 'carla', 'victim', 'grace']), typed);
    const when = dice.below(Math.min(plan.calmAfter / 2, 90 * MINUTE));
    clockwork.after(when, () => send(town, contributors.sent, form, typed ? 'form' : 'webhook', true));
    for (const path of ['/board', '/status']) clockwork.after(when + dice.below(60 * MINUTE), () => looks(town, contributors, path));
  }
  town.listeners.mail.push(({ mail: { to: _to, ...mail } }) => reads(contributors, 'a mail', JSON.stringify(mail)));
}

/** Signed by a program that says that it only passes on what was typed, or not signed at all. */
function strangersForm(submissionId: string, pull: number, whose: string, isTyped: boolean): { [field: string]: unknown } {
  const contributor = { name: `The ${PRAISE}`, email: `${whose}@example.org`, githubLogin: 'buywatches' };
  return sampleForm({
    submissionId,
    pullRequest: `https://github.com/oppia/oppia/pull/${pull}`,
    contributor: isTyped ? contributor : { ...contributor, emailVerified: false },
    jobs: [bareJob('BuyWatchesJob', PRAISE)],
    localProof: PRAISE,
    reason: PRAISE,
    backend: 'local',
    targetRelease: '3.4.1',
    essential: true,
    essentialReason: PRAISE,
  });
}

function looks(town: Town, contributors: Contributors, path: string): void {
  const state = [...town.watchedRequests().values()].map((one) => one.state).find(({ submission }) => isStrangers(submission));
  const url = path === '/board' || state === undefined ? '/board' : new URL(town.links.statusUrl(state.id)).pathname;
  town.network.call(
    'look at a page',
    () => town.ask('pages', { method: 'GET', url }),
    (answer) => reads(contributors, url, answer?.body ?? ''),
    true,
  );
}

/** It is noted where their words are read. */
export function reads({ shown }: Contributors, where: string, text: string): void {
  if (TYPED.test(text)) shown.push(where);
}
