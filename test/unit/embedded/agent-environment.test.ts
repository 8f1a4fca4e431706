import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { OF_OPERATOR } from '#infra/agent/config.ts';
import { agentEnvironment } from '#infra/embedded/agent-process.ts';

const options = { url: 'http://127.0.0.1:8080', backend: 'local', data: '/data/local', strict: false, watched: ['/data/secrets.json'] };
/** Of each agent of this process alone, or nothing that anybody chooses for it. */
const OWN = [
  'AGENT_URL',
  'AGENT_BACKEND',
  'AGENT_TOKEN_FILE',
  'AGENT_TOKEN_FD',
  'AGENT_TOKEN',
  'AGENT_DATA',
  'AGENT_WORKDIR',
  'AGENT_EXIT_WITH_PARENT',
];

test('B10 what the operator chooses for agents of this machine reaches the agent, every documented variable of it', () => {
  const documented = readFileSync('infra/agent/README.md', 'utf8').matchAll(/`(AGENT_[A-Z_]+)(?:=1)?`(?=[^|\n]*\|)/g);
  const names = new Set([...documented].flatMap(([, name]) => name ?? []).filter((name) => !OWN.includes(name)));
  expect([...names].toSorted()).toEqual(OF_OPERATOR.toSorted());
  const chosen = Object.fromEntries(OF_OPERATOR.map((name) => [name, `chosen for ${name}`]));
  expect(agentEnvironment(options, { ...chosen, LC_ALL: 'C.UTF-8', TZ: 'UTC' })).toMatchObject({ ...chosen, LC_ALL: 'C.UTF-8', TZ: 'UTC' });
});

test('B10 R15 what is the agent’s own is not taken from the environment, nor is anything else', () => {
  const given = { ...Object.fromEntries(OWN.map((name) => [name, 'elsewhere'])), AGENT_TOKENS: 'local=x', OPERATOR_TOKENS: 'ada=y' };
  const env = agentEnvironment(options, given);
  expect(env).toMatchObject({ AGENT_URL: options.url, AGENT_BACKEND: 'local', AGENT_DATA: options.data, AGENT_EXIT_WITH_PARENT: '1' });
  expect(Object.values(env)).not.toContain('elsewhere');
  expect(env).not.toHaveProperty('AGENT_TOKENS');
  expect(env).not.toHaveProperty('OPERATOR_TOKENS');
});

test('K2 the settings’ command is used where the operator says so, and where the demo does', () => {
  expect(agentEnvironment(options, {})).not.toHaveProperty('AGENT_CONTAINERS');
  expect(agentEnvironment(options, { AGENT_CONTAINERS: 'none' })).toMatchObject({ AGENT_CONTAINERS: 'none' });
  expect(agentEnvironment({ ...options, containers: 'none' }, { AGENT_CONTAINERS: 'docker' })).toMatchObject({ AGENT_CONTAINERS: 'none' });
});
