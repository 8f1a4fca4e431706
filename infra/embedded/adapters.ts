import { createAgentExecutor } from '#adapters/agent/agent-executor.ts';
import { createCsvSheet } from '#adapters/embedded/csv-sheet.ts';
import { openFolderOutputStore } from '#adapters/embedded/folder-output-store.ts';
import { openGitCodeHost } from '#adapters/embedded/git-code-host.ts';
import type { Mailer } from '#ports/mailer.ts';
import { deployTools, jobCommand, jobTimeout } from '#shared/wiring/backend-commands.ts';
import { createAnnouncer } from './announcer.ts';
import type { Adapters } from './platform.ts';
import type { Parts } from './parts.ts';

/** Everything on this machine: git, files, and the agent. */
export function embeddedAdapters(parts: Parts, mailer: Mailer): Adapters {
  const { settings, system } = parts;
  const codeHost = openGitCodeHost({ repositories: gitRepositories(parts) });
  return {
    mailer,
    codeHost,
    outputs: openFolderOutputStore(parts.folder('outputs')),
    sheet: createCsvSheet({ path: parts.folder('approvals.csv'), headers: settings.sheet.headers }),
    executors: { agent: createAgentExecutor({ store: system.store, command: jobCommand(settings), timeout: jobTimeout(settings) }) },
    deployTools: deployTools(parts, codeHost, createAnnouncer(parts)),
  };
}

export function gitRepositories(parts: Parts): Record<string, string> {
  const { repositories } = parts.settings;
  return Object.fromEntries(repositories.flatMap(({ owner, repository, path }) => (path === undefined ? [] : [[`${owner}/${repository}`, path]])));
}
