import path from 'node:path';
import { createAgentExecutor } from '#platform/agent/agent-executor.ts';
import { openGitCodeHost } from '#platform/embedded/git-code-host.ts';
import { createCloudBuildExecutor } from '#platform/google/cloud-build-executor.ts';
import { createDataflowExecutor } from '#platform/google/dataflow-executor.ts';
import { createGoogleSheet } from '#platform/google/google-sheet.ts';
import { openObjects } from '#platform/google/storage-objects.ts';
import { createStorageOutputStore } from '#platform/google/storage-output-store.ts';
import { connectToCloudBuild } from '#infra/stand-ins/cloud-build/connect.ts';
import { startCloudBuildStandIn } from '#infra/stand-ins/cloud-build/server.ts';
import { connectToDataflow, disconnect } from '#infra/stand-ins/dataflow/connect.ts';
import { startDataflowStandIn } from '#infra/stand-ins/dataflow/server.ts';
import { connectToStandIn as connectToSheets } from '#infra/stand-ins/sheets/connect.ts';
import { startSheetsStandIn } from '#infra/stand-ins/sheets/server.ts';
import { startStorageStandIn } from '#infra/stand-ins/storage/server.ts';
import { writeAddress } from '#infra/stand-ins/storage/write-address.ts';
import type { Mailer } from '#contexts/telling/ports/mailer.ts';
import { channelsOf } from '#functions/wiring/channels.ts';
import { deployDependencies, agentCommands } from '#functions/wiring/backend-commands.ts';
import { buildPlace, dataflowPlace } from '#functions/wiring/google-places.ts';
import { gitRepositories } from '../adapters.ts';
import { createAnnouncer } from '../announcer.ts';
import type { Adapters, Ground, Parts } from '../platform.ts';
import { builder, jobRunner } from './backup-server.ts';
import { BUCKET, PROJECT, REGION, SPREADSHEET, TRIGGER } from './google-settings.ts';

export interface Outside {
  adapters: (parts: Parts, mailer: Mailer) => Adapters;
  rows: [name: string, text: string][];
  /** The approval sheet as it stands, rows of cells. */
  sheet: () => string[][];
  close(): Promise<void>;
}

/** Dataflow, Cloud Build, Cloud Storage and Sheets on loopback, and the real clients turned to them. */
export async function googleAdapters({ folder }: Ground): Promise<Outside> {
  const workdir = folder('google-backup-server');
  const storage = await startStorageStandIn({ buckets: [BUCKET] });
  const dataflow = await startDataflowStandIn({ run: jobRunner(workdir), write: writeAddress(storage) });
  const build = await startCloudBuildStandIn({
    triggers: [{ id: TRIGGER, name: TRIGGER, project: PROJECT, region: REGION, steps: ['checkout'] }],
    run: builder(path.resolve(folder('sample-project.git')), workdir),
  });
  const sheets = await startSheetsStandIn({ spreadsheetId: SPREADSHEET });
  const reach = {
    clients: connectToDataflow(dataflow.port, PROJECT),
    objects: openObjects({ bucket: BUCKET, auth: { getRequestHeaders: async () => new Headers() }, endpoint: storage.url }),
    sheets: connectToSheets(sheets.port),
    build: connectToCloudBuild(build.url),
  };
  return {
    rows: [
      ['runs', `a Dataflow stand-in on port ${dataflow.port} (gRPC), deployments by a Cloud Build stand-in at ${build.url}`],
      ['sheet', `a Google Sheets stand-in on port ${sheets.port}, output in a Cloud Storage stand-in at ${storage.url}`],
    ],
    sheet: () => sheets.person().grid(),
    adapters: (parts, mailer) => adaptersOn(reach, parts, mailer),
    async close() {
      await disconnect(reach.clients);
      await Promise.all([dataflow.stop(), build.stop(), sheets.stop(), storage.stop()]);
    },
  };
}

interface Reach {
  clients: ReturnType<typeof connectToDataflow>;
  objects: ReturnType<typeof openObjects>;
  sheets: ReturnType<typeof connectToSheets>;
  build: ReturnType<typeof connectToCloudBuild>;
}

function adaptersOn({ clients, objects, sheets, build }: Reach, parts: Parts, mailer: Mailer): Adapters {
  const { settings, system } = parts;
  const codeHost = openGitCodeHost({ repositories: gitRepositories(parts), journal: parts.folder('pull-requests.jsonl') });
  const announcer = createAnnouncer(parts);
  const outputs = createStorageOutputStore(objects);
  const dependencies = deployDependencies(parts, announcer, outputs);
  const place = buildPlace(settings, PROJECT);
  const { tab, headers } = settings.sheet;
  const agent = createAgentExecutor({ store: system.store, ...agentCommands(settings), outputs });
  return {
    mailer,
    codeHost,
    outputs,
    sheet: createGoogleSheet({ sheets, spreadsheetId: SPREADSHEET, tab, headers }),
    executors: {
      agent,
      dataflow: createDataflowExecutor({ ...clients, objects, bucket: BUCKET, place: dataflowPlace(settings, PROJECT) }),
    },
    actions: agent,
    deployDependencies: {
      ...dependencies,
      executors: { ...dependencies.executors, cloud_build: createCloudBuildExecutor({ client: build, place }) },
    },
    channels: channelsOf(parts, parts.config, announcer),
  };
}
