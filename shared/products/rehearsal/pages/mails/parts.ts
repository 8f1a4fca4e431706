import { warningTexts } from '#products/rehearsal/pages/warning-texts.ts';
import { featureFields } from '#contexts/intake/domain/form/feature.ts';
import { jobFields } from '#contexts/intake/domain/form/job.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { leftBehind } from '#products/rehearsal/domain/continued.ts';
import { actionsFor, possibleActions } from '#products/rehearsal/domain/possible-actions.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { inRunOrder } from '#contexts/plans/domain/job/order.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import { changeText, changeUrl, cutoffOf, documentUrl, expectedText, personName, relatedText } from '#products/rehearsal/pages/about.ts';
import { askedOf, ownWordsOf } from '#contexts/intake/pages/asked.ts';
import { dueOf } from '#products/rehearsal/domain/due.ts';
import { kindLabels, modeLabels, roleLabels } from '#contexts/intake/domain/choices.ts';
import { gateLabels, gateText } from '#contexts/gates/pages/labels.ts';
import { facts, heading, link, list, quote, row, text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { Writing } from '#products/rehearsal/pages/mails/mail-input.ts';
import { listed, lowerFirst, plural } from '#html/text.ts';
import { momentText } from '#html/times.ts';
import { inTheWay, waiverText } from '#products/rehearsal/pages/waivers.ts';
import { isOpenGate } from '#contexts/gates/domain/open-gates.ts';

/** A link for each answer that is possible, in the order of the table of questions, and the code (N2). */
export function actionsOf({ question, links, state }: Writing): Block[] {
  if (question === undefined) return [];
  const actions = possibleActions(state, question).map((action) => ({
    label: actionKinds[action].label,
    url: links.action(question.id, action),
  }));
  return [{ block: 'actions', actions, code: links.code(question.id) }];
}

/** Q2: in every mail to the contributor for as long as the request is open, behind all else and with its own code; but for mails whose own links can end it. */
export function changeOfMind({ state, links, forTeam, question }: Writing): Block[] {
  const offer = state.questions.find(({ kind, state: how }) => kind === 'withdraw' && how === 'open');
  if (forTeam === true || offer === undefined || (question !== undefined && actionsFor(question.kind).includes('withdraw'))) return [];
  const actions = possibleActions(state, offer).map((action) => ({
    label: actionKinds[action].label,
    url: action === 'withdraw' ? (links.withdraw ?? links.action(offer.id, action)) : links.action(offer.id, action),
  }));
  return [
    heading('If you change your mind'),
    text('As long as the request is open, you can change your answers, move it to another pull request, or withdraw it.'),
    { block: 'actions', actions, code: links.code(offer.id) },
  ];
}

/** Second line of a mail that asks something. */
export function byWhen({ state, question, when }: Writing): string {
  const due = question === undefined ? undefined : dueOf(state, question);
  return due === undefined ? 'There is no deadline: the request waits until you answer.' : `Please answer by ${momentText(due, when)}.`;
}

export function aboutRequest({ state, rules, when }: Writing): Block {
  const { submission } = state;
  const cutoff = cutoffOf(submission, rules);
  const release = submission.targetRelease === undefined ? 'none named' : submission.targetRelease;
  return facts(
    row('Request', `${state.id}, ${lowerFirst(kindLabels[submission.kind])}`),
    row('Contributor', `${submission.contributor.name} (@${submission.contributor.githubLogin})`),
    row('Code', changeText(submission), changeUrl(submission)),
    row('Earlier code', leftBehind(state).length === 0 ? undefined : listed(leftBehind(state).map(changeKey))),
    row('Commit', state.headSha),
    row('About the same', state.related === undefined ? undefined : listed(state.related.map(relatedText))),
    row('Instructions', 'document', documentUrl(submission)),
    row(
      'Release',
      `${release}${cutoff === undefined ? '' : `, cut ${momentText(cutoff, when)}`}${submission.essential === true ? ', essential' : ''}`,
    ),
    row('Backend', `${state.backend}, ${lowerFirst(modeLabels[submission.mode])}`),
    row('Assigned to', state.assignee === undefined ? undefined : personName(state.assignee, state, rules)),
  );
}

/** Reasons and fixes, in the contributor's words. */
export function inTheirWords({ state: { submission } }: Writing): Block[] {
  const { feature } = submission;
  return [
    ...ownWordsOf(submission).map(([heading, words]) => quote(heading, words)),
    ...(feature === undefined
      ? []
      : [
          heading('The feature'),
          ...list(feature.thirdPartyApis.map((api) => `Uses ${api}`)),
          quote(featureFields.testSteps.label, feature.testSteps),
        ]),
  ];
}

export function jobsAsked({ state }: Writing): Block[] {
  const { jobs } = state.submission;
  if (jobs.length === 0) return [];
  return [heading(`${plural(jobs.length, 'job')}, in this order`), ...inRunOrder(state.jobs).flatMap(oneJob)];
}

/** Most expected lines in a mail; the page has all. */
const SHOWN_LINES = 15;

function oneJob({ ask }: Job, n: number): Block[] {
  const { expectedOutput } = ask;
  const more = expectedOutput.length - SHOWN_LINES;
  const lines = [...expectedOutput.slice(0, SHOWN_LINES).map(expectedText), ...(more > 0 ? [`… and ${plural(more, 'more line')}`] : [])];
  return [
    facts(
      row(`${n + 1}`, `${ask.name}${ask.step === ask.name ? '' : ` (step ${ask.step})`}, ${roleLabels[ask.role].toLowerCase()}`),
      ...askedOf(ask).map(([label, said]) => row(label, typeof said === 'object' ? pairsText(said) : said)),
      row(jobFields.expectedOutput.label, expectedOutput.length === 0 ? 'none given' : undefined),
    ),
    ...(lines.length === 0 ? [] : [quote(jobFields.expectedOutput.label, lines.join('\n'))]),
  ];
}

function pairsText(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(([name, value]) => `${name} = ${value}`)
    .join('; ');
}

export function gatesNow({ state, rules }: Writing): Block[] {
  if (state.gates.length === 0) return [];
  const waived = state.waivers.map((waiver) => `${gateLabels[waiver.gate]}: ${waiverText(waiver, state, rules)}`);
  return [heading('Gates'), ...list(state.gates.map((gate) => `${gateLabels[gate.gate]}: ${gateText(gate)}`)), ...list(waived)];
}

export function openGatesNow({ state }: Writing): Block[] {
  const open = state.gates.filter((gate) => isOpenGate(gate, state.waivers));
  return list(open.map((gate) => `${gateLabels[gate.gate]}: ${gateText(gate)}`));
}

/** G7: all that is in the way, one by one: what a waiver would be of. */
export function inTheWayNow({ state }: Writing): Block[] {
  return list(inTheWay(state).map(({ name, what, more, never }) => [`${name}: ${what}`, more, never].filter(Boolean).join(' ')));
}

export function warningsNow({ state }: Writing): Block[] {
  return state.warnings.length === 0 ? [] : [heading('Warnings'), ...list(warningTexts(state))];
}

export function statusLink({ links }: Writing): Block {
  return link('Status page', links.status);
}
