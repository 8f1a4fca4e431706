import { expect, test } from '@jest/globals';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { mergeSettings, requireSettings } from '#functions/wiring/settings.ts';
import { whyNotHere } from '#contexts/plans/domain/job/where.ts';
import { domainRules } from '#products/rehearsal/settings/domain-rules.ts';
import { order } from '../../integration/dataflow/rig.ts';
import { buildPlace, dataflowPlace, tokenHeaders } from '#functions/wiring/google-places.ts';

const build = { name: 'build', kind: 'build', trigger: 'deploy', timeoutMinutes: 30 };
const elsewhere = { ...build, name: 'elsewhere', region: 'europe-west1', project: 'builds' };
const common = { name: 'Backup', capacity: 1, deploySteps: [build, elsewhere], jobTimeoutMinutes: 60 };
const dataflow = { region: 'europe-west1', flexTemplate: 'gs://templates/jobs.json' };
const settings = requireSettings(
  mergeSettings(sampleSettings({ data: '/data', publicUrl: 'https://rehearsal.example' }), {
    backends: [
      { ...common, slug: 'own', executor: 'dataflow', dataflow },
      { ...common, slug: 'other', executor: 'dataflow', dataflow: { ...dataflow, project: 'backup', temporaryFolder: 'gs://temp/x' } },
      { ...common, slug: 'byhand', executor: 'manual' },
      {
        ...common,
        slug: 'accounts',
        executor: 'dataflow',
        dataflow: { ...dataflow, serviceAccount: 'all@example.org', jobServiceAccounts: ['one@example.org'] },
      },
    ],
    jobs: [{ name: 'OneJob', serviceAccount: 'one@example.org' }],
  }),
);

function placing(job = 'AnyJob') {
  const place = dataflowPlace(settings, 'rehearsal');
  return (backend: string) => place({ backend, ask: { ...order().ask, name: job } });
}

test('R18 a job is launched as whom the settings say for its name, any other as whom they say for its backend', () => {
  expect([placing('OneJob')('accounts').serviceAccount, placing()('accounts').serviceAccount]).toEqual([
    'one@example.org',
    'all@example.org',
  ]);
  const { jobPlaces, backends } = domainRules(settings);
  expect(whyNotHere({ jobPlaces: jobPlaces ?? [], backends }, 'OneJob', 'accounts')).toBeUndefined();
  expect(whyNotHere({ jobPlaces: jobPlaces ?? [], backends }, 'OneJob', 'own')).toContain('it can run on accounts');
});

test('R2 a backend runs its jobs in its own project, or in the installation’s', () => {
  const place = placing();
  expect(place('own')).toEqual({ ...dataflow, project: 'rehearsal' });
  expect(place('other')).toEqual({ ...dataflow, project: 'backup', temporaryFolder: 'gs://temp/x' });
  expect(() => place('byhand')).toThrow('does not run on Dataflow');
  expect(() => place('gone')).toThrow('no backend gone');
});

test('D2 a build step says where its trigger is, or it is in the backend’s project', () => {
  const place = buildPlace(settings, 'rehearsal');
  const at = (backend: string, step: string) => place({ backend, step });
  expect(at('own', 'build')).toEqual({ project: 'rehearsal', region: 'global', trigger: 'deploy' });
  expect(at('other', 'build')).toEqual({ project: 'backup', region: 'global', trigger: 'deploy' });
  expect(at('byhand', 'elsewhere')).toEqual({ project: 'builds', region: 'europe-west1', trigger: 'deploy' });
  expect(() => at('own', 'gone')).toThrow('no build any more');
});

test('X1 a call carries the token of the moment', async () => {
  let count = 0;
  const { getRequestHeaders } = tokenHeaders({ get: () => Promise.resolve(`t${(count += 1)}`), drop: () => undefined });
  expect((await getRequestHeaders()).get('authorization')).toBe('Bearer t1');
  expect((await getRequestHeaders()).get('authorization')).toBe('Bearer t2');
});
