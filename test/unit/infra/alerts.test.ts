import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readInfrastructure } from '#test/support/terraform.ts';

const infra = await readInfrastructure();
const root = path.resolve(import.meta.dirname, '../../..');
const metrics = z.record(z.string(), z.object({ about: z.string(), messages: z.array(z.string()).min(1) })).parse(infra.locals['metrics']);
const alerts = z
  .record(z.string(), z.object({ severity: z.enum(['CRITICAL', 'ERROR', 'WARNING']), above: z.number(), window: z.number() }))
  .parse(infra.locals['alerts']);
const sources = globSync(['shared/**/*.ts', 'functions/**/*.ts'], { cwd: root })
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n');
const policies = infra.resources.filter(({ type }) => type === 'google_monitoring_alert_policy');

describe('alerts', () => {
  test.each(Object.values(metrics).flatMap(({ messages }) => messages))('the code writes “%s” to the log', (message) => {
    expect(sources).toMatch(new RegExp(`log\\([^;]*'${message}'`));
  });

  test('each metric has its alert', () => {
    expect(Object.keys(alerts).toSorted()).toEqual(Object.keys(metrics).toSorted());
  });

  test('what was given up and what was not done in time are both watched', () => {
    expect(metrics).toMatchObject({ dead_letters: {}, sweep_found_work: {} });
    expect(policies.map(({ name }) => name).toSorted()).toEqual(['error_ratio', 'logged', 'sweep_silent', 'task_lag', 'trigger_lag']);
  });

  test('B6 the figures that are drawn are written with each sweep', () => {
    const figures = infra.resources.find(({ type, name }) => type === 'google_logging_metric' && name === 'sweep_figures')?.body;
    expect(figures?.['for_each']).toBe('${toset(["effects", "turns", "dead"])}');
    expect(figures?.['filter']).toContain('sweep done');
    expect(sources).toContain("log('INFO', 'sweep done', { ...found, dead })");
  });

  test('each alert tells somebody, and the guide tells what to do about it', () => {
    const guide = readFileSync(path.join(root, 'docs/guide/alerts.md'), 'utf8');
    const named = [...Object.keys(alerts), ...policies.map(({ name }) => name).filter((name) => name !== 'logged')];
    for (const name of named) expect(guide).toContain(`## ${name}\n`);
    for (const { body } of policies) expect(body['notification_channels']).toBe('${local.channels}');
  });
});
