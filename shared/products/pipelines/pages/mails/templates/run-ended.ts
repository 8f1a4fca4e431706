import { facts, heading, list, row, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { RunAccount, Some } from '#products/pipelines/domain/run/account.ts';
import type { TemplateContent } from '#products/pipelines/pages/mails/mail-input.ts';
import { whyFailed } from '#products/pipelines/pages/mails/why-failed.ts';
import { clip, listed, plural, shortSha } from '#html/text.ts';
import { durationText, instantText } from '#html/times.ts';

/** Most letters of somebody else’s text that stand in one line. */
const LETTERS = 100;

/** K4. One mail a run, of a size that has a bound. Nothing of what an action wrote stands in it: that stays on the backend. */
export const runEnded: TemplateContent<'run_ended'> = ({ account, person, when }) => {
  const { run } = account;
  const { word, next } = endOf(account);
  return {
    what: word,
    first: `${person.name}, the run ${run.id} of ${run.workspace} on ${run.backend} is over: ${word}.`,
    second: next,
    body: [
      aboutRun(account, when.timeZone),
      ...section('What failed', account.failed, (one) => `${clip(one.action, LETTERS)}: ${whyFailed(one)}`),
      ...section(
        'What did not run',
        account.notRun,
        ({ of, actions }) => `${named(actions)}, because ${clip(of, LETTERS)} did not succeed`,
      ),
      ...section(
        'What was cancelled',
        account.cancelled,
        ({ of, actions }) => `${named(actions)}${of === '' ? '' : `, by ${clip(of, LETTERS)}`}`,
      ),
      ...section('Outputs that were held back', account.heldBack, (action) => clip(action, LETTERS)),
      ...(account.heldBack.first.length === 0 ? [] : [text('A notice on the backend stands in the place of each, and says why.')]),
      text(`Outputs and logs are on ${run.backend}. To look further: npm run rehearsal -- runs show ${run.id}`),
    ],
  };
};

function endOf({ run, failed, notRun, cancelled, succeeded, reused }: RunAccount): { word: string; next: string } {
  const nothing = 'No action is needed from you.';
  if (run.ended?.end === 'failed')
    return {
      word: `${plural(count(failed), 'action')} failed`,
      next: 'Look at what failed below, and ask for it again once the cause is fixed.',
    };
  if (run.cancelled !== undefined)
    return { word: `cancelled by ${clip(run.cancelled.who, LETTERS)}`, next: 'Ask for it again if it is still wanted.' };
  if (run.ended?.end === 'cancelled') return { word: 'cancelled in part', next: 'Ask for what was cancelled again if it is still wanted.' };
  if (succeeded === 0 && count(notRun) + count(cancelled) === 0 && count(reused) > 0)
    return { word: 'nothing to do', next: `All that was asked for had succeeded before. ${nothing}` };
  return { word: 'succeeded', next: nothing };
}

function aboutRun(account: RunAccount, timeZone: string): Block {
  const { run, succeeded, failed, reused, triedAgain } = account;
  const { counts = {}, at = run.createdAt } = run.ended ?? {};
  const { cancelled = 0, dependency_failed: notRun = 0 } = counts;
  const ends = [
    [succeeded, 'succeeded'],
    [count(failed), 'failed'],
    [cancelled, 'cancelled'],
    [notRun, 'did not run'],
  ] as const;
  const told = ends.flatMap(([of, word]) => (of === 0 ? [] : [`${of} ${word}`]));
  return facts(
    row('Run', run.id),
    row('Workspace', run.workspace),
    row('Backend', run.backend),
    row('Code', `${clip(run.repository, 2 * LETTERS)}, branch ${clip(run.branch, LETTERS)}, commit ${shortSha(run.commit)}`),
    row('Asked for', named({ first: run.requested.slice(0, SHOWN), more: Math.max(0, run.requested.length - SHOWN) })),
    row('Asked by', clip(run.createdBy, LETTERS)),
    row('Actions', told.length === 0 ? undefined : listed(told)),
    row('Taken from earlier runs', count(reused) === 0 ? undefined : named(reused)),
    row('Joined', run.steps.joined === 0 ? undefined : `${plural(run.steps.joined, 'action')} that another run had begun`),
    row('Ran again after a loss', count(triedAgain) === 0 ? undefined : named(triedAgain)),
    row('Took', `${durationText(at - run.createdAt)}, until ${instantText(at, timeZone)}`),
  );
}

const SHOWN = 20;

function section<T>(title: string, all: Some<T>, line: (one: T) => string): Block[] {
  if (all.first.length === 0) return [];
  return [heading(title), ...list([...all.first.map(line), ...(all.more > 0 ? [`and ${all.more} more`] : [])])];
}

function count({ first, more }: Some<unknown>): number {
  return first.length + more;
}

function named({ first, more }: Some<string>): string {
  return listed([...first.map((name) => clip(name, LETTERS)), ...(more > 0 ? [`${more} more`] : [])]);
}
