import type { Badge } from '#html/badge.ts';
import { lowerFirst } from '#html/text.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { toneOf } from '#products/rehearsal/pages/blocks.ts';
import { statusLabels } from '#products/rehearsal/pages/labels.ts';

/** The id is in every subject line and the state is on the open board; nothing else of the request is told. */
export function requestBadge({ status }: Pick<Lifecycle, 'status'>): Badge {
  return { label: 'rehearsal', message: lowerFirst(statusLabels[status]), tone: toneOf(status) };
}

export const unknownBadge: Badge = { label: 'rehearsal', message: 'unknown', tone: 'plain' };
