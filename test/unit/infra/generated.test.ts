import { describe, expect, test } from '@jest/globals';
import { publicPaths } from '#doors/contracts/public-paths.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';
import { entryText, wiringsText } from '#infra/tools/functions/entry-text.ts';
import { namesText, tableText } from '#infra/tools/tables/table-text.ts';
import { withReaders } from '#infra/tools/terraform/secret-readers.ts';
import { terraformText } from '#infra/tools/terraform/tables.ts';

describe('Z1 what is made of registrations', () => {
  test('Z1 an entry imports its own performer, and the tools that it asks for', () => {
    const dependencies = [{ name: 'codeHost', file: 'cloud-code-host.ts', maker: 'cloudCodeHost' }];
    const opens = { kind: 'greet_host', performer: 'greet-host.ts', product: 'rehearsal' };
    const text = entryText({ name: 'greet-host', opens, registration: 'greet_host', dependencies, enqueues: true });
    expect(text).toContain("import { greet_host } from '#products/rehearsal/app/performers/greet-host.ts';");
    expect(text.match(/#products\/rehearsal\/app\/performers/g)).toHaveLength(1);
    expect(text).toContain("openCloud('greet-host', contractOfEffect(registration), cloudTasks)");
    expect(text).toContain('codeHost: cloudCodeHost(cloud),');
  });

  test('Z1 one that makes no tasks has no queue, and one of a door has the rules of its door', () => {
    const opens = { wiring: 'greet', hasDoor: true };
    const text = entryText({ name: 'greet', opens, registration: 'greet', dependencies: [], enqueues: false });
    expect(text).not.toContain('cloudTasks');
    expect(text).toContain("openCloud('greet', contractOfFunction(registration));");
    expect(text).toContain("serve('greet', cloud, handler, greet.door);");
  });

  test('Z1 keys of tables are the names of files, with underscores or as they are', () => {
    const kinds = [
      { file: 'take-over.ts', exported: 'take_over' },
      { file: 'sweep.ts', exported: 'sweep' },
    ];
    expect(tableText('table', kinds)).toContain('  take_over,\n  sweep,\n');
    expect(tableText('table', kinds, true)).toContain("  'take-over': take_over,\n  sweep,\n");
    expect(wiringsText([{ name: 'take-over', wiring: 'takeOver' }])).toContain("  'take-over': takeOver,\n");
  });

  test('Z1 the names of a table stand alone in the same keys, in one line as long as it fits', () => {
    const kinds = ['sweep.ts', 'take-over.ts'].map((file) => ({ file, exported: 'any' }));
    expect(namesText('Name', kinds)).toMatch(/\nexport type Name = 'sweep' \| 'take_over';\n$/);
    const many = Array.from({ length: 20 }, (_, n) => ({ file: `kind-${n}.ts`, exported: 'any' }));
    expect(namesText('Name', many)).toMatch(/\nexport type Name =\n  \| 'kind_0'\n[^]*  \| 'kind_19';\n$/);
  });

  test('X3 a text that Terraform would take for an expression is refused', () => {
    expect(() => terraformText({ why: 'reads ${var.secret}' })).toThrow('would take for an expression');
    expect(() => terraformText({ why: 'if %{ if true }' })).toThrow('would take for an expression');
    expect(JSON.parse(terraformText({ why: '5 % of {all}' }))).toMatchObject({ locals: { why: '5 % of {all}' } });
  });

  test('X3 the guide names who reads a secret by the registrations', () => {
    expect(withReaders('| `rehearsal-smtp-url` (`SMTP_URL`) | an address | nobody |')).toBe(
      '| `rehearsal-smtp-url` (`SMTP_URL`) | an address | send-mail |',
    );
    expect(withReaders('| `rehearsal-settings` | the file | all |')).toBe('| `rehearsal-settings` | the file | all |');
  });

  test('P4 the longest public path stands first, and what fits everything last', () => {
    const paths = publicPaths().map(({ path }) => path);
    expect(paths.indexOf('/requests/form')).toBeLessThan(paths.indexOf('/requests'));
    expect(paths.at(-1)).toBe('**');
  });

  test('Z1 the figures of queues can be laid over: they are data, and one kind has none of another', () => {
    const copy = structuredClone(taskRoutes);
    expect(copy).toEqual(taskRoutes);
    expect(taskRoutes.announce).toMatchObject({ queue: 'announce-event', function: 'announce-event', maxAttempts: 20, ratePerSecond: 10 });
    expect(taskRoutes.keep_clock).toMatchObject({ queue: 'keep-clock', maxAttempts: 10, ratePerSecond: 50 });
  });
});
