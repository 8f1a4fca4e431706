import type { Html } from '#html/markup.ts';
import { liveScript } from '#html/script/live.ts';
import { zoneScript } from '#html/script/zone.ts';

interface Running {
  body: Pick<Html, 'markup'>;
  live?: unknown;
  script?: string | undefined;
}

/** What a page runs, exactly as it stands between its tags: times by the reader’s clock wherever there are some, and what its kind of page does. */
export function scriptOn({ body, live, script }: Running): string | undefined {
  if (live !== undefined) return liveScript;
  return body.markup.includes('<time ') ? zoneScript + (script ?? '') : script;
}

/** For the policy of a page: `asks` this host for something, or runs for itself. */
export function running(page: Running): { text: string; asks: boolean } | undefined {
  const text = scriptOn(page);
  return text === undefined ? undefined : { text, asks: page.live !== undefined || page.script !== undefined };
}
