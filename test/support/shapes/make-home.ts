import path from 'node:path';
import { createClient, type Client } from '#infra/embedded/demo/client.ts';
import { countStates, findLongTitles, formOf } from '#infra/embedded/demo/forms.ts';
import { createSteps } from '#infra/embedded/demo/steps.ts';
import { tellMainStory, tellRejection } from '#infra/embedded/demo/story.ts';
import { startRuntime } from '#infra/embedded/runtime.ts';
import { readEmbeddedConfig } from '#platform/config.ts';

/**
 * `node test/support/shapes/make-home.ts DATA`: a data folder as this very program leaves it when it is killed, with requests in several
 * states. Pack it without what can be made again: `tar -czf … --exclude 'data-agent/*'`.
 */
const data = path.resolve(process.argv[2] ?? '');
const runtime = await startRuntime({ ...readEmbeddedConfig({ REHEARSAL_DATA: data }), port: 0 });
const [webhookSecret = ''] = runtime.parts.secrets.webhookSecrets;
const client = createClient({ url: runtime.url, webhookSecret, operatorToken: runtime.parts.operatorToken, patience: 60_000 });
const place = { client, steps: createSteps((text) => process.stdout.write(text), false), sheet: () => runtime.parts.platform.sheetLines() };

await tellMainStory(place);
await tellRejection(place);
await leaveOpen(client);
process.kill(process.pid, 'SIGKILL');

async function leaveOpen(people: Client): Promise<void> {
  const submit = async (form: Record<string, unknown>): Promise<string> => {
    const { status, body } = await people.submit(form);
    if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
    return body.id;
  };
  const press = async (id: string, label: string, fields: Record<string, string> = {}, ...words: string[]): Promise<void> => {
    const { status } = await people.follow(await people.mail('ana@', id, ...words), label, fields);
    if (status !== 200) throw new Error(`${label} answered ${status}`);
  };
  const audited = await submit(countStates({ explorations: 6, states: 21, invalid: 0 }));
  await press(audited, 'Accept');
  await people.mail('ana@', audited, 'verdict wanted');
  const returned = await submit(findLongTitles());
  await press(returned, 'Return', { comment: 'Which titles are long?' });
  const reviewed = await submit(countStates({ explorations: 7, states: 21, invalid: 0 }));
  await people.mail('ana@', reviewed, 'review wanted');
  const feature = await submit(
    formOf({
      kind: 'feature',
      jobs: [],
      pullRequest: 'https://github.com/oppia/oppia/pull/2',
      feature: { thirdPartyApis: ['maps'], testSteps: 'Open the map.' },
    }),
  );
  await press(feature, 'Accept');
  await people.mail('ana@', feature, 'test by hand');
  // On the way when the machine loses its power.
  const begun = await submit(findLongTitles());
  await press(begun, 'Accept');
}
