import { beyond } from '#contexts/access/domain/rights/beyond.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Starter, StarterNeeds, Starters } from '#contexts/schedules/ports/starter.ts';

/** W4: a schedule starts nothing that whoever makes or changes it could not start, and in nobody's name in whose they could not act. What they lack, in words. */
export function lackedToStart(who: Principal, needs: readonly StarterNeeds[]): string | undefined {
  const given = needs.flatMap(({ permission, place, inNameOf }) => [
    { permissions: new Set([permission]), at: place },
    ...(inNameOf === undefined || recordName(who) === inNameOf
      ? []
      : [{ permissions: new Set(['people.act_for'] as const), at: 'all' as const }]),
  ]);
  return beyond(who, given);
}

/** W4. And nothing that whoever made it may not start any more: they are asked anew for each occurrence. */
export function withMakersRights(starters: Starters, namedOnRecord: (name: string) => Promise<Principal | undefined>): Starters {
  return Object.fromEntries(
    Object.entries(starters).map(([kind, starter]): [string, Starter] => [
      kind,
      {
        ...starter,
        async start(due, input) {
          const maker = await namedOnRecord(due.madeBy);
          if (maker === undefined) return { answer: 'refused', why: `${due.madeBy}, who made the schedule, is nobody here any more` };
          const lacked = lackedToStart(maker, starter.needs(input));
          if (lacked !== undefined) return { answer: 'refused', why: `${due.madeBy}, who made the schedule, may not start this any more` };
          return starter.start(due, input);
        },
      },
    ]),
  );
}
