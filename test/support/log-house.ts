import { once } from 'node:events';
import { createServer } from 'node:http';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { createPageSender } from '#doors/page-sender.ts';
import type { PageDependencies } from '#functions/serve-pages/dependencies.ts';
import { operationLog } from '#functions/serve-pages/pages/operation-log.ts';
import { framed, type PageContent } from '#html/document.ts';
import { running } from '#html/script/on-page.ts';
import { stylesheet } from '#html/style.ts';
import { countOperations, type Operations } from '#test/support/counting.ts';
import { invite, openHouse, toRunning, type House } from '#test/support/page-house.ts';

export interface LogHouse {
  house: House;
  /** The page of the log of an operation that is under way. */
  url: string;
  /** What its pages read of the store. */
  operations: Operations;
  close(): Promise<void>;
}

/** One run that is under way, and what it writes, whatever the test wants that to be. */
export async function openLogHouse(outputs: OutputStore): Promise<LogHouse> {
  const house = await openHouse();
  const state = await toRunning(await invite(house));
  const run = state.jobs.flatMap(({ runs }) => runs)[0]?.id ?? '';
  const send = createPageSender<PageContent>(
    stylesheet,
    running,
  )((content) => framed(content, { installation: 'Sample', groups: [], footer: '' }));
  const { store, operations } = countOperations(house.system.store as never);
  const system = { ...house.system, store };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://pages');
    void operationLog.serve({ system, outputs } as unknown as PageDependencies, send, url, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    house,
    operations,
    url: `http://127.0.0.1:${port}/operations/${encodeURIComponent(run)}/log`,
    async close() {
      server.closeAllConnections();
      server.close();
      await house.close();
    },
  };
}
