import type { Recipe } from '#test/support/api/recipes.ts';
import { recipes } from '#test/support/api/recipes.ts';
import { sampleForm } from '#test/support/sample-submission.ts';

/** What is made in place of what was there before: of another name. */
const others: Readonly<Record<string, Recipe>> = {
  backend_add: { body: { slug: 'south', pools: { default: 1 } } },
  person_invite: { body: { id: 'yan', name: 'Yan', email: 'yan@example.net' } },
  request_submit: { body: { form: sampleForm({ submissionId: 'a-second-one' }) } },
  run_add: { body: { workspace: 'measles', backend: 'local', actions: ['extract'] } },
  schedule_add: { body: { name: 'daily', starts: 'kettle', cron: '0 3 * * *', input: {} } },
  token_make: { body: { holder: 'client.cd', permissions: ['backends.read'], everywhere: true } },
  token_rotate: { path: { holder: 'client.cd' } },
  workspace_add: {
    body: { workspace: 'mumps', repository: 'opensafely/measles', branch: 'main', purpose: 'how many', people: ['ruth'] },
  },
};

export function anew(name: string): Recipe {
  return others[name] ?? recipes()[name] ?? {};
}
