import { text, type Block } from '#contexts/telling/pages/mails/blocks.ts';
import type { MailFrame, Written } from '#contexts/telling/pages/mails/render.ts';
import { knownZone } from '#html/times.ts';
import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import { actionKinds } from '#products/rehearsal/kinds/actions/table.ts';
import { personName, titleOf } from '#products/rehearsal/pages/about.ts';
import { contentOf } from '#products/rehearsal/pages/mails/content-of.ts';
import type { MailInput, RequestMailInput } from '#products/rehearsal/pages/mails/mail-input.ts';
import { changeOfMind } from '#products/rehearsal/pages/mails/parts.ts';

export type { MailInput, MailLinks, NotificationInput, RequestMailInput } from '#products/rehearsal/pages/mails/mail-input.ts';

/** N2. What all mails of an installation have in common, of whichever product: no line of any may look like an answer here. */
export function mailFrame(installation: string): MailFrame {
  return { installation, actions, drastic };
}

const kinds = Object.values<ActionKind>(actionKinds);

/** `Undo` stands on a page. */
const actions = [...kinds.map(({ label }) => label), 'Undo'];

const drastic: ReadonlySet<string> = new Set(kinds.flatMap(({ neverStandsOut, label }) => (neverStandsOut === true ? [label] : [])));

/** One mail, for one reader. */
export function writeMail(input: MailInput): Written {
  const writing = { ...input, when: { now: input.now, timeZone: knownZone(input.person.timeZone) } };
  const { what, about, first, second, body } = contentOf(writing);
  const opening = [text(first), text(second), ...('state' in input ? standInText(input) : [])];
  const own = 'state' in writing && about === undefined ? changeOfMind(writing) : [];
  return { ...(about ?? aboutOf(input)), what, opening, body: [...body, ...own] };
}

function aboutOf(input: MailInput): { id: string; name: string } {
  if (!('state' in input)) throw new TypeError(`${input.template} does not say what it is about`);
  return { id: input.state.id, name: titleOf(input.state.submission, isJobStep(input) ? input.step : undefined) };
}

/** Q6: the same sentence for both. */
function standInText({ standIn, state, rules }: RequestMailInput): Block[] {
  if (standIn === undefined) return [];
  return [
    text(`${personName(standIn.by, state, rules)} stands in for ${personName(standIn.away, state, rules)}; both of you get this mail.`),
  ];
}

function isJobStep({ state, step }: RequestMailInput): boolean {
  return state.submission.jobs.some((job) => job.step === step);
}
