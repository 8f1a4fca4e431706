import type { Collections } from '#kernel/store/collections.ts';
import { segmentOf } from '#kernel/store/paths.ts';

/**
 * Timelines of this shape of path ring: what a version asks for is dispatched by whoever hears of its entry. A process that seldom asks for
 * anything has its timeline under another segment, and whoever commands it dispatches (0060).
 */
export const TIMELINE_PATTERN = '{process}/{id}/timeline/{version}';

/** The timeline below a process's collection; undefined where there is none. */
export function timelineBelow(collections: Pick<Collections, 'places'>, process: string): string | undefined {
  return Object.keys(collections.places).find((name) => isTimeline(collections, name) && collections.places[name]?.parent === process);
}

export function isTimeline(collections: Pick<Collections, 'places'>, collection: string): boolean {
  return segmentOf(collections, collection) === 'timeline';
}
