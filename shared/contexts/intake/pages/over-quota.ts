import type { Budget } from '#contexts/intake/domain/budget.ts';
import { durationText } from '#html/times.ts';

const ofWhat: Record<Budget['per'], string> = {
  perContributor: 'from one address',
  perChange: 'for one pull request',
  perDay: 'in total',
};

/** I13. Which budget is used up, and when there is room again: for programs and people alike. */
export function overQuotaText({ of, per, limit }: Budget, retryAfterMs: number): string {
  const requests = limit === 1 ? '1 request' : `${limit} requests`;
  const budget =
    of === 'proven'
      ? `At most ${requests} ${ofWhat[per]} ${limit === 1 ? 'is' : 'are'} accepted per day`
      : `At most ${requests} a day ${ofWhat[per]} may wait for the confirmation of their address`;
  const sooner = of === 'proven' ? '' : ', or sooner, once the waiting ones are confirmed through the link in their mail';
  return `${budget}, and that limit has been reached. Nothing was stored. Send it again in ${durationText(roundedUp(retryAfterMs))}${sooner}.`;
}

/** Whoever waits as long as the text says is not a moment too early. */
function roundedUp(milliseconds: number): number {
  return Math.ceil(milliseconds / 60_000) * 60_000;
}
