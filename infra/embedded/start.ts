import path from 'node:path';
import { processEnvironment, readEmbeddedConfig } from '#platform/config.ts';
import { firstLook, furnish } from './first-look.ts';
import { keepToOwner } from './rights.ts';
import { startRuntime, type Runtime } from './runtime.ts';

/** `npm start` (E1). */
async function main(): Promise<void> {
  keepToOwner();
  const google = process.argv.includes('--google-emulators');
  const config = readEmbeddedConfig(processEnvironment());
  const starting = startRuntime(config, {
    ...firstLook(config, Date.now()),
    ...(google ? (await import('./google/google-platform.ts')).onGoogle : {}),
    onAgentLine: (line) => process.stderr.write(`agent: ${line}\n`),
  });
  stopWhenAsked(starting);
  const runtime = await starting;
  await furnish(runtime);
  process.stdout.write(describe(runtime));
}

/** Asked in the middle of its start it stops once it has started; asked again it dies at once. Where the start fails its own error is told. */
function stopWhenAsked(starting: Promise<Runtime>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void starting.then(
        async (runtime) => {
          await runtime.stop();
          process.exit(0);
        },
        () => undefined,
      );
    });
  }
}

function describe({ url, direct, parts, mailbox, notices, recovered }: Runtime): string {
  const { config, settings } = parts;
  const rows = [
    ['board', `${url}/board?key=${parts.operatorToken}`],
    ['form', `${url}/requests/new`],
    ['webhook', `POST ${url}/requests (secret in ${path.join(config.data, 'secrets.json')})`],
    [
      'mail',
      mailbox === undefined ? 'goes to the server of SMTP_URL' : `${url}/mailbox?key=${parts.operatorToken} (SMTP on port ${mailbox.port})`,
    ],
    ...(direct === undefined ? [] : [['hosting', `a Firebase Hosting stand-in at ${url}; the functions themselves answer at ${direct}`]]),
    ...parts.platform.rows,
    ['backends', settings.backends.map(({ slug, executor }) => `${slug} (${executor})`).join(', ')],
    ['clock', config.timeScale === 1 ? 'the wall' : `${config.timeScale} times faster than the wall`],
  ];
  const lines = rows.map(([name = '', text = '']) => `  ${name.padEnd(9)} ${text}`);
  const taken = recovered > 0 ? [`  took over ${recovered} effects that an earlier process left open`] : [];
  const key = '  note: anybody who has the key in these addresses may do everything here; programs send it as a bearer token';
  return [`${settings.installation} is running`, ...lines, key, ...taken, ...notices.map((notice) => `  note: ${notice}`), ''].join('\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
