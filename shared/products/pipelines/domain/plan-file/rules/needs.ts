import { named } from '#products/pipelines/domain/plan-file/problem.ts';
import type { Here } from '#products/pipelines/domain/plan-file/rules/here.ts';
import type { Value } from '#products/pipelines/domain/plan-file/yaml/value.ts';

/** A need, and where in the text and in its list it stands. */
export interface PlacedNeed {
  name: string;
  at: number;
  place: number;
}

/** N01, N04, N08. The needs that may be names. */
export function readNeeds(value: Value | undefined, here: Here): PlacedNeed[] {
  if (value === undefined) return [];
  if (value.kind !== 'list') {
    here.refuse({ rule: 'N01', at: value.at, message: `needs of ${here.name} must be a list`, hint: 'Write needs: [one, two].' });
    return [];
  }
  return value.items.flatMap((item, place) => {
    const { at } = item;
    const path = [String(place)];
    if (item.kind !== 'text') {
      here.refuse({
        rule: 'N08',
        at,
        path,
        message: `needs of ${here.name} must be names`,
        hint: 'A name is text: put a number between quotes.',
      });
      return [];
    }
    if (!item.value.includes(' ')) return [{ name: item.value, at, place }];
    here.refuse({
      rule: 'N04',
      at,
      path,
      message: `separate needs with commas: ${here.name} needs ${named(item.value)}`,
      hint: 'No name that is needed has a blank in it.',
    });
    return [];
  });
}
