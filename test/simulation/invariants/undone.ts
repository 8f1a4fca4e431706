import type { OutboxDocument, TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import { wholeTimeline } from './history.ts';
import type { Invariant, Stage } from './invariant.ts';

/** What people were told and is true no more. */
export const undoneInvariants: readonly Invariant[] = [
  {
    name: 'an undone verdict is heard of',
    promise: 'Everybody who was told a verdict, or its end, is told in the same thread when it is undone (A5).',
    atEnd: heardByAll,
  },
];

/** Mails that tell somebody how it ended. */
const VERDICTS: ReadonlySet<string> = new Set(['approved', 'completed', 'rejected']);
/** Those that tell that it did not: the word itself, and the question that is asked anew. */
const UNDONE: ReadonlySet<string> = new Set(['verdict_undone', 'verdict_request', 'second_approval']);

async function heardByAll(stage: Stage): Promise<string | undefined> {
  for (const { id } of stage.requests.values()) {
    let told = new Set<string>();
    for (const entry of await wholeTimeline(stage.town.store, id)) {
      const mails = mailsOf(stage, entry);
      if (entry.facts.some(({ fact }) => fact === 'verdict_undone')) {
        const heard = new Set(mails.filter(({ template }) => UNDONE.has(template)).map(({ to }) => to));
        const missed = [...told].find((who) => !heard.has(who));
        if (missed !== undefined) return `${missed} was told the verdict on ${id}, and not that it was undone`;
        const elsewhere = inAnotherThread(stage, entry);
        if (elsewhere !== undefined) return elsewhere;
        if (told.size > 0) stage.town.seen('an end that people had been told was undone');
        told = new Set();
      }
      for (const { template, to } of mails) if (VERDICTS.has(template)) told.add(to);
    }
  }
  return undefined;
}

function mailsOf({ outbox }: Stage, { requestId, version }: TimelineDocument): { template: string; to: string }[] {
  return effectsOf(outbox, requestId, version).flatMap(({ effect }) =>
    effect.kind === 'send_mail' ? [{ template: effect.template, to: effect.to }] : [],
  );
}

function effectsOf(outbox: Stage['outbox'], requestId: string, version: number): OutboxDocument[] {
  return [...outbox.values()].filter(({ key }) => key.startsWith(`${requestId}-${version}-`));
}

/** All that a person is sent about a request hangs on one first mail. */
function inAnotherThread({ outbox, town }: Stage, { requestId, version }: TimelineDocument): string | undefined {
  const keys = new Set(effectsOf(outbox, requestId, version).map(({ key }) => key));
  for (const { mail } of town.office.arrived) {
    if (!keys.has(mail.headers?.['X-Rehearsal-Effect'] ?? '') || mail.references?.[0] === undefined) continue;
    if (!mail.references[0].includes(requestId)) return `${mail.messageId} belongs to the thread ${mail.references[0]}`;
  }
  return undefined;
}
