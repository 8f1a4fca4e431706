import { largest } from '#kernel/lists.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import type { DeadLetterAlarm, OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import { everyAdmin } from '#contexts/access/domain/audience.ts';
import { mailOf, type MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import { isAlarm, type DataOf } from '#products/rehearsal/domain/mail/template.ts';
import { DAY, HOUR, type Instant } from '#kernel/time.ts';
import { DEAD_PAGE, listDeadLetters } from '#kernel/app/dead-letters.ts';
import { dispatchLoose } from '#products/rehearsal/app/outbox.ts';
import { notificationDocument } from '#products/rehearsal/app/notification.ts';
import type { System } from '#products/rehearsal/app/system.ts';

const ALARM = { collection: 'operations', id: 'alarm' } as const;

/**
 * B5: a line in the log at every look while something is dead (infra/google alerts on it), and a mail to every admin: within the hour when
 * something new has died, else once a day. Gives how many dead letters there are, 100 for more.
 */
export async function alarmDeadLetters(system: System): Promise<number> {
  const { letters } = await listDeadLetters(system, undefined, DEAD_PAGE);
  if (letters.length === 0) return 0;
  system.log('ERROR', 'dead letters wait', { count: letters.length, kinds: kindsText(letters) });
  // An alarm that could not be delivered is no news: it would ring the next one.
  const news = letters.filter((letter) => !tellsAlarm(letter));
  const mails = news.length === 0 ? [] : await ring(system, news);
  await dispatchLoose(system, mails);
  return letters.length;
}

async function ring(system: System, letters: OutboxEntry[]): Promise<OutboxDocument[]> {
  const newest = largest(
    Number.NEGATIVE_INFINITY,
    letters.map(({ finishedAt }) => finishedAt ?? 0),
  );
  return system.store.transact(async (tx) => {
    const known = await tx.get(ALARM);
    const last = known?.id === 'alarm' ? known : undefined;
    const at = tx.now();
    if (!isTime(last, newest, at)) return [];
    const mails = mailsAbout(system, letters, at);
    for (const mail of mails) tx.create({ collection: 'outbox', id: mail.key }, mail);
    tx.set(ALARM, { id: 'alarm', toldAt: at, newest });
    return mails;
  });
}

function isTime(last: DeadLetterAlarm | undefined, newest: Instant, at: Instant): boolean {
  if (last === undefined) return true;
  return at - last.toldAt >= (newest > last.newest ? HOUR : DAY);
}

function mailsAbout(system: System, letters: OutboxEntry[], at: Instant): OutboxDocument[] {
  const about = { kind: 'installation', id: 'dead-letters' } as const;
  const data = told(letters);
  return everyAdmin(system.rules.people).map((to) =>
    notificationDocument(system, about, String(at), mailOf('dead_letters', { to }, data), at),
  );
}

/** Most that a mail tells of one by one. */
const TOLD = 10;
/** A key, its attempts and its cause, in UTF-16 units. */
const LONGEST = 282;

function told(letters: OutboxEntry[]): DataOf<'dead_letters'> {
  return {
    count: letters.length,
    isLeast: letters.length >= DEAD_PAGE,
    kinds: kindsOf(letters),
    letters: letters.slice(0, TOLD).map(({ key, attempts, errors }) => {
      const cause = errors.at(-1)?.message ?? 'it never ended';
      return { key, attempts, cause: cause.slice(0, Math.max(0, LONGEST - `${key}${attempts}`.length)) };
    }),
    isCut: letters.length > TOLD,
  };
}

function kindsOf(letters: OutboxEntry[]): { kind: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of letters) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

/** `2 send_mail, 1 run_job` */
function kindsText(letters: OutboxEntry[]): string {
  return kindsOf(letters)
    .map(({ kind, count }) => `${count} ${kind}`)
    .join(', ');
}

function tellsAlarm({ effect }: OutboxEntry): boolean {
  return effect.kind === 'send_mail' && isAlarm((effect as MailEffect).template);
}
