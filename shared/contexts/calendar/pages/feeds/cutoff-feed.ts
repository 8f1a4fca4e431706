import { freezesBetween, numbered, type Freeze } from '#contexts/calendar/domain/freeze.ts';
import { comingReleases, datedReleases, type Release } from '#contexts/calendar/domain/releases.ts';
import { freezeKey, type Revision } from '#contexts/calendar/domain/revisions.ts';
import type { CalendarRules } from '#contexts/calendar/domain/rules.ts';
import { DAY, type Instant } from '#kernel/time.ts';
import type { IcsCalendar, IcsEvent } from '#contexts/calendar/pages/feeds/ics.ts';
import { listed } from '#html/text.ts';

/** What a feed is made of. */
export interface FeedPlace {
  installation: string;
  /** Right-hand side of the entries' ids. */
  host: string;
  boardUrl: string;
}

/** Cutoffs that are over stay in the feed for so long, and weekly freezes are told for so long ahead. */
const BEHIND = 200 * DAY;
const AHEAD = 90 * DAY;

/** N7: the cutoffs of every release, those that are only estimated marked as such, and what is frozen. */
export function cutoffFeed(rules: CalendarRules, revisions: readonly Revision[], place: FeedPlace, now: Instant): IcsCalendar {
  const releases = releasesOf(rules, now).filter(({ hardCutoff }) => hardCutoff > now - BEHIND);
  const events = [
    ...releases.flatMap((release) => cutoffEvents(release, revisionOf(revisions, `release:${release.name}`), place)),
    ...freezeEvents(rules.freezes ?? [], revisions, place, now),
  ];
  return { name: `${place.installation}: cutoffs and freezes`, refresh: 'PT1H', events };
}

/** Rows, and the formula's estimates for the months without one. */
function releasesOf({ releases, calendar }: CalendarRules, now: Instant): Release[] {
  const rows = releases.map((row) => ({ ...row, softCutoff: row.softCutoff ?? row.hardCutoff }));
  if (calendar === undefined) return rows.map((row) => ({ ...row, month: row.month ?? '', estimated: false }));
  const whole = { ...calendar, rows };
  return [...datedReleases(whole).filter(({ hardCutoff }) => hardCutoff <= now), ...comingReleases(whole, now)];
}

type Revised = Pick<IcsEvent, 'revisedAt' | 'sequence'>;

/** Until it was looked at for the first time, an entry is as it always was. */
const FIRST: Revised = { revisedAt: Date.UTC(2026, 0, 1), sequence: 0 };

function revisionOf(revisions: readonly Revision[], key: string): Revised {
  const found = revisions.find((one) => one.key === key);
  return found === undefined ? FIRST : { revisedAt: found.revisedAt, sequence: found.sequence };
}

function cutoffEvents(release: Release, revised: Revised, { host, boardUrl }: FeedPlace): IcsEvent[] {
  const { name, softCutoff, hardCutoff, estimated } = release;
  const mark = estimated ? ' (estimate)' : '';
  const common = { ...revised, url: boardUrl, tentative: estimated };
  const id = `${encodeURIComponent(name)}@${host}`;
  const hard = {
    ...common,
    uid: `hard-${id}`,
    from: hardCutoff,
    summary: `Release ${name}: hard cutoff${mark}`,
    description: `A request that is not fully tested by then misses release ${name}.${estimated ? ' No date has been set yet; this one comes from the formula.' : ''}`,
  };
  if (softCutoff >= hardCutoff) return [hard];
  return [{ ...common, uid: `soft-${id}`, from: softCutoff, summary: `Release ${name}: soft cutoff${mark}` }, hard];
}

function freezeEvents(freezes: readonly Freeze[], revisions: readonly Revision[], { host }: FeedPlace, now: Instant): IcsEvent[] {
  return numbered(freezes).flatMap(({ freeze, nth }) => {
    const { name, backends } = freeze;
    // `+` and `/` stand in no encoded name, so no two entries are told by one id.
    const id = `freeze-${encodeURIComponent(name)}${nth === 1 ? '' : `+${nth}`}`;
    const where = backends === undefined ? 'any backend' : listed(backends);
    return freezesBetween([freeze], now - BEHIND, now + AHEAD).map(({ from, to, begins }) => ({
      ...revisionOf(revisions, freezeKey(name, nth)),
      uid: `${id}${begins === undefined ? '' : `/${begins}`}@${host}`,
      from,
      to,
      summary: `Freeze: ${name}`,
      description: `Nothing new starts on ${where}. Whatever is running finishes its stage.`,
    }));
  });
}
