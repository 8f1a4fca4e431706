import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { prometheusText } from '#doors/prometheus.ts';

test('X8 figures are written in Prometheus’ text form', () => {
  const text = prometheusText([
    {
      name: 'rehearsal_requests',
      about: 'Requests by state.\nAll \\ of them.',
      type: 'gauge',
      samples: [{ labels: { status: 'queued' }, value: 3 }, { value: 0.5 }],
    },
    { name: 'rehearsal_none', about: 'Nothing.', type: 'counter', samples: [] },
  ]);
  expect(text).toBe(
    '# HELP rehearsal_requests Requests by state.\\nAll \\\\ of them.\n# TYPE rehearsal_requests gauge\nrehearsal_requests{status="queued"} 3\nrehearsal_requests 0.5\n',
  );
});

test('X8 whatever a label or a value is, each line is a sample, and says what it said', () => {
  const sample = /^x\{l="((?:[^"\\\n]|\\[\\n"])*)"\} (\S+)$/;
  const plain: Record<string, string> = { '\\\\': '\\', '\\"': '"', '\\n': '\n' };
  fc.assert(
    fc.property(fc.string(), fc.double(), (l, value) => {
      const [, , line = '', end, ...more] = prometheusText([
        { name: 'x', about: 'X.', type: 'gauge', samples: [{ labels: { l }, value }] },
      ]).split('\n');
      const [, label = '', number = ''] = sample.exec(line) ?? [];
      expect([label.replaceAll(/\\[\\n"]/g, (one) => plain[one] ?? ''), end, more]).toEqual([l, '', []]);
      expect(number === '+Inf' ? Infinity : number === '-Inf' ? -Infinity : Number(number)).toEqual(
        value === 0 ? expect.closeTo(0) : value,
      );
    }),
  );
});
