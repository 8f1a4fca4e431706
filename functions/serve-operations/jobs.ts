import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { askRight } from '#contexts/access/app/ask-right.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { readDays } from '#contexts/operations/app/listing/of-days.ts';
import { listKnown } from '#contexts/operations/app/listing/known.ts';
import type { KnownReader } from '#contexts/operations/ports/known.ts';
import { refusalText } from '#doors/refusal.ts';
import { redirectTo } from '#doors/send-page.ts';
import type { Handler } from '#doors/task-handler.ts';
import { wrongFilterPage } from '#html/filter/form.ts';
import { readFilter } from '#html/filter/read.ts';
import { clip } from '#html/text.ts';
import { listingSources } from '#products/rehearsal/app/operate/operations.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { jobsFilter, jobsPage } from '#products/rehearsal/pages/jobs/page.ts';
import type { AskDoor } from './do.ts';
import type { Asking, System } from './operate.ts';

interface JobsDoor extends Pick<AskDoor, 'whoIs' | 'senderFor' | 'repositories'>, Pick<Asking, 'placeOf'> {
  known: readonly KnownReader[];
}

/** The page is here because it asks the code host: the function of the other pages has no access to it. */
export const jobsPath = '/jobs';

const A_PAGE = 50;
/** Back to which durations are looked for. */
const DAYS = 30;

/** O6, W8. `?repository=owner/name&name=part&after=key`. */
export function createJobs(system: System, door: JobsDoor): Handler {
  return async (request, response) => {
    const url = new URL(`http://jobs${request.url ?? '/'}`);
    const viewer = await door.whoIs(request);
    const send = door.senderFor(request, viewer);
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, errorPage(405), { allow: 'GET, HEAD' });
    if (viewer === undefined) return redirectTo(response, `/sign-in?to=${encodeURIComponent(jobsPath)}`);
    const refused = await refusedOf(system, door, viewer);
    if (refused !== undefined) return send(response, 403, errorPage(403, refused));
    const read = readFilter(jobsFilter, url.searchParams);
    if (read.problems.size > 0) return send(response, 200, wrongFilterPage(jobsFilter, jobsPath, read));
    const { repository = door.repositories[0] ?? '', name = '' } = read.values;
    const asked = { repository, name, ...afterIn(url.searchParams) };
    const [owner = '', own = ''] = repository.split('/');
    const found = await listKnown(listingSources(system), door.known, { owner, repository: own }, { ...asked, limit: A_PAGE });
    const { repositories } = door;
    const { listings } = await readDays(listingSources(system), { days: DAYS, now: await system.store.now() });
    send(response, 200, jobsPage({ repository, asked: read, repositories, found, recent: listings, query: url.searchParams }));
  };
}

async function refusedOf(system: System, { placeOf }: JobsDoor, viewer: Principal): Promise<string | undefined> {
  const needs = { permission: 'jobs.read', on: () => ({}) } as const;
  const said = await askRight({ kernel: kernelOf(system), placeOf }, viewer, needs, {});
  return 'refusal' in said ? refusalText(said.refusal, system.rules) : undefined;
}

function afterIn(query: URLSearchParams): { after?: string } {
  const after = clip(query.get('after') ?? '', 1_000);
  return after === '' ? {} : { after };
}
