import { isValid, type Token, type TokensState } from '#contexts/access/domain/token/state.ts';
import { DAY, type Duration, type Instant } from '#kernel/time.ts';

/** So long before a token ends somebody is told, and once more. */
export const TOLD_BEFORE: readonly Duration[] = [14 * DAY, 2 * DAY];

/** Of which end somebody was told, and how long before it: the last time. By the number of the token. */
export type EndsTold = Readonly<Record<string, { expiresAt: Instant; before: Duration }>>;

export interface EndingToken {
  token: Token & { expiresAt: Instant };
  before: Duration;
}

/** B10. Tokens whose end is near and of which nobody was told yet this time. What another one like it has taken the place of ends unsaid. Pure. */
export function endingTokens({ tokens }: Pick<TokensState, 'tokens'>, told: EndsTold, now: Instant): EndingToken[] {
  return tokens.flatMap((token) => {
    const { number, expiresAt } = token;
    if (expiresAt === undefined || !isValid(token, now) || isReplaced(token, tokens, now)) return [];
    const life = expiresAt - token.madeAt;
    const before = TOLD_BEFORE.findLast((one) => life > one && expiresAt - now <= one);
    const last = told[number];
    const isTold = before === undefined || (last?.expiresAt === expiresAt && last.before <= before);
    return isTold ? [] : [{ token: { ...token, expiresAt }, before }];
  });
}

/** A rotated one is called as the one before. */
function isReplaced({ number, label, expiresAt = 0 }: Token, tokens: readonly Token[], now: Instant): boolean {
  return tokens.some(
    (one) => one.number > number && one.label === label && isValid(one, now) && (one.expiresAt ?? Number.POSITIVE_INFINITY) > expiresAt,
  );
}
