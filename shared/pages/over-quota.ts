import type { Budget } from '#domain/intake/budget.ts';
import { durationText } from '#pages/times.ts';

const ofWhat: Record<Budget['per'], string> = {
  perContributor: 'from one address',
  perChange: 'for one pull request',
  perDay: 'in all',
};

/** I13. Which budget is used up, and when there is room again: for programs and people alike. */
export function overQuotaText({ of, per, limit }: Budget, retryAfterMs: number): string {
  const requests = limit === 1 ? '1 request' : `${limit} requests`;
  const budget =
    of === 'proven'
      ? `At most ${requests} ${ofWhat[per]} ${limit === 1 ? 'is' : 'are'} taken a day`
      : `At most ${requests} a day may wait ${ofWhat[per]} for the confirmation of their address`;
  const sooner = of === 'proven' ? '' : ', or sooner, when the waiting ones are confirmed by the link in their mail';
  return `${budget}, and so many have come. Nothing was stored. Send it again in ${durationText(roundedUp(retryAfterMs))}${sooner}.`;
}

/** Whoever waits as long as the text says is not a moment too early. */
function roundedUp(milliseconds: number): number {
  return Math.ceil(milliseconds / 60_000) * 60_000;
}
