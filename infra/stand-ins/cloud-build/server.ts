import { z } from 'zod';
import { json, refusal, startRestServer, type RestAnswer, type RestCall, type RestRoute, type RestServer } from '../rest.ts';
import {
  buildResource,
  endBuild,
  holdBuild,
  isUnderWay,
  runHeldBuild,
  type BuildRunner,
  type HeldBuild,
  type Trigger,
} from './held-build.ts';

export interface CloudBuildStandInOptions extends BuildRunner {
  triggers: readonly Trigger[];
  port?: number;
  /** Builds in one page of a list. */
  pageSize?: number;
}

/** Names of the calls, for the faults: `getTrigger`, `run`, `list`, `get`, `cancel`, `operation`. */
export interface CloudBuildStandIn extends RestServer {
  /** All builds, oldest first. */
  builds: HeldBuild[];
}

interface Works {
  options: CloudBuildStandInOptions;
  builds: HeldBuild[];
}

const runRequest = z.object({
  source: z
    .object({
      commitSha: z.string().default(''),
      branchName: z.string().default(''),
      substitutions: z.record(z.string().regex(/^_[A-Z0-9_]+$/), z.string().max(4000)).default({}),
    })
    .prefault({}),
});

/** Cloud Build's REST API on loopback, as far as triggers are run by it; builds in memory, their work done by the runner it is given. */
export async function startCloudBuildStandIn(options: CloudBuildStandInOptions): Promise<CloudBuildStandIn> {
  const works: Works = { options, builds: [] };
  const server = await startRestServer(routes(works), options.port);
  return { ...server, builds: works.builds };
}

const place = '^/v1/projects/([^/]+)/locations/([^/]+)';

function routes(works: Works): RestRoute[] {
  const route = (call: string, method: string, path: string, handle: RestRoute['handle']): RestRoute => ({
    call,
    method,
    path: new RegExp(path),
    handle,
  });
  return [
    route('run', 'POST', `${place}/triggers/([^/:]+):run$`, (parts, call) =>
      withTrigger(works, parts, (trigger) => run(works, trigger, call)),
    ),
    route('getTrigger', 'GET', `${place}/triggers/([^/:]+)$`, (parts) =>
      withTrigger(works, parts, ({ id, name }) => json(200, { id, name })),
    ),
    route('cancel', 'POST', `${place}/builds/([^/:]+):cancel$`, (parts) => withBuild(works, parts, cancel)),
    route('get', 'GET', `${place}/builds/([^/:]+)$`, (parts) => withBuild(works, parts, (build) => json(200, buildResource(build)))),
    route('list', 'GET', `${place}/builds$`, (parts, call) => list(works, parts, call)),
    route('operation', 'GET', '^/v1/(operations/build/[^/]+/[^/]+)$', ([name]) => {
      const build = works.builds.find((one) => operationName(one) === name);
      return build === undefined ? noSuch('operation') : json(200, operation(build));
    }),
  ];
}

function withTrigger({ options }: Works, [project, region, name]: string[], then: (trigger: Trigger) => RestAnswer): RestAnswer {
  const found = options.triggers.find((one) => one.project === project && one.region === region && (one.id === name || one.name === name));
  return found === undefined ? noSuch('trigger') : then(found);
}

function withBuild({ builds }: Works, [project, region, id]: string[], then: (build: HeldBuild) => RestAnswer): RestAnswer {
  const found = builds.find((one) => one.id === id && one.trigger.project === project && one.trigger.region === region);
  return found === undefined ? noSuch('build') : then(found);
}

/** Every run makes a new build: that is Cloud Build's way. */
function run(works: Works, trigger: Trigger, { body }: RestCall): RestAnswer {
  const parsed = runRequest.safeParse(JSON.parse(body.toString('utf8') || '{}'));
  if (!parsed.success) return refusal(400, 'INVALID_ARGUMENT', z.prettifyError(parsed.error));
  const build = holdBuild(trigger, { trigger: trigger.name, ...parsed.data.source });
  works.builds.push(build);
  void runHeldBuild(build, works.options);
  return json(200, operation(build));
}

function list({ builds, options }: Works, [project, region]: string[], { url }: RestCall): RestAnswer {
  const trigger = /^trigger_id="([^"]*)"$/.exec(url.searchParams.get('filter') ?? '')?.[1];
  if (trigger === undefined) return refusal(400, 'INVALID_ARGUMENT', 'this stand-in filters by trigger_id only');
  const size = Math.min(Number(url.searchParams.get('pageSize') || 100), options.pageSize ?? 100);
  const from = Number(url.searchParams.get('pageToken') || 0);
  const all = builds
    .filter((one) => one.trigger.id === trigger && one.trigger.project === project && one.trigger.region === region)
    .toReversed();
  const more = from + size < all.length ? { nextPageToken: String(from + size) } : {};
  return json(200, { builds: all.slice(from, from + size).map(buildResource), ...more });
}

function cancel(build: HeldBuild): RestAnswer {
  if (!isUnderWay(build)) return refusal(400, 'FAILED_PRECONDITION', 'cannot cancel a build that is not in progress');
  endBuild(build, 'CANCELLED');
  build.cancelled.abort();
  return json(200, buildResource(build));
}

function operationName({ id, trigger }: HeldBuild): string {
  return `operations/build/${trigger.project}/${Buffer.from(id).toString('base64url')}`;
}

function operation(build: HeldBuild): object {
  const metadata = { '@type': 'type.googleapis.com/google.devtools.cloudbuild.v1.BuildOperationMetadata', build: buildResource(build) };
  return { name: operationName(build), metadata, ...(isUnderWay(build) ? {} : { done: true, response: buildResource(build) }) };
}

function noSuch(what: string): RestAnswer {
  return refusal(404, 'NOT_FOUND', `Requested entity was not found: ${what}`);
}
