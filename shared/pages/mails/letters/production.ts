import { possibleActions } from '#domain/request/possible-actions.ts';
import { productionOf, untold } from '#domain/request/production.ts';
import { actionRules } from '#domain/request/questions.ts';
import { changeUrl, nameOfStep, personName, subjectOf, titleOf } from '#pages/about.ts';
import { productionLabels } from '#pages/labels.ts';
import { heading, link, list, quote, text, type Block } from '#pages/mails/blocks.ts';
import { evidenceOf, fourFactsOf, jobOf } from '#pages/mails/letters/evidence.ts';
import type { Letter, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, actionsOf, statusLink } from '#pages/mails/parts.ts';
import { plural } from '#pages/text.ts';
import { instantText } from '#pages/times.ts';

/** A9: what was tested and approved went wrong all the same; the evidence of then stands beside it. */
export function productionFailed(writing: Writing): Letter {
  const { state, person, rules, when } = writing;
  const job = jobOf(writing);
  const record = job === undefined ? undefined : productionOf(state, job.step);
  const name = job === undefined ? 'a job' : subjectOf(state.submission, job.step);
  return {
    what: 'FAILED IN PRODUCTION',
    first: `${person.name}, ${name}, which request ${state.id} had approved, failed in production.`,
    second: 'What comes next: stop what depends on it there, then find out what the rehearsal did not show.',
    body: [
      ...(record === undefined
        ? []
        : [
            text(`Recorded by ${personName(record.by, state, rules)}, ${instantText(record.at, when.timeZone)}.`),
            quote('The error', record.text),
          ]),
      link('Code', changeUrl(state.submission)),
      ...(job === undefined ? [] : [...evidenceOf(job, writing), heading('What it was approved on'), ...fourFactsOf(job, writing)]),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
}

/** So long after its release, to everybody who can tell. */
export function productionWanted(writing: Writing): Letter {
  const { state, person } = writing;
  const jobs = untold(state);
  return {
    what: 'did it run in production?',
    first: `${person.name}, ${titleOf(state.submission)} (request ${state.id}) is out${state.submission.targetRelease === undefined ? '' : `, with release ${state.submission.targetRelease}`}: what became of ${plural(jobs.length, 'job')} in production?`,
    second: 'One answer is enough, from whoever knows. A failure is told to everybody whom it concerns.',
    body: [
      ...list(jobs.map(({ step }) => nameOfStep(state.submission, step))),
      ...actionsOf(writing),
      aboutRequest(writing),
      statusLink(writing),
    ],
  };
}

/** To whoever told it: the way to say it otherwise. */
export function productionTold(writing: Writing): Letter {
  const { state, person } = writing;
  return {
    what: 'recorded: what became of it in production',
    first: `${person.name}, what you told of ${titleOf(state.submission)}, request ${state.id}, is recorded.`,
    second:
      'Nothing is asked of you. If it was not so, or changed, tell it again: the newest counts, and what was told before stays on the record.',
    body: [...toldOf(writing), ...actionsOf(writing), aboutRequest(writing), statusLink(writing)],
  };
}

function toldOf({ state, rules }: Writing): Block[] {
  return list(
    state.jobs.flatMap(({ step }) => {
      const record = productionOf(state, step);
      if (record === undefined) return [];
      const words = record.text === '' ? '' : `: ${record.text}`;
      return [
        `${nameOfStep(state.submission, step)} ${productionLabels[record.outcome]}, as ${personName(record.by, state, rules)} says${words}`,
      ];
    }),
  );
}

/** In the mail of the approval to those who can tell it, behind all else and with its own code. */
export function productionOffer({ state, links, forTeam }: Writing): Block[] {
  const offer = state.questions.findLast(({ kind, state: how }) => kind === 'production' && how === 'open');
  if (forTeam !== true || offer === undefined) return [];
  const actions = possibleActions(state, offer).map((action) => ({
    label: actionRules[action].label,
    url: links.action(offer.id, action),
  }));
  return [
    heading('When it has run in production'),
    text('Please record what became of it. Nobody waits for it; some days after the release you are asked.'),
    { block: 'actions', actions, code: links.code(offer.id) },
  ];
}
