import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import { outputLimits, truncatedMark } from '#contexts/operations/agent.ts';
import { openChunkPlan } from '#infra/agent/chunk-plan.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-plan-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the lines are by definition: split, cut, decode. */
function plainLines(bytes: Buffer): string[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, from)) {
    lines.push(bytes.subarray(from, at));
    from = at + 1;
  }
  if (from < bytes.length) lines.push(bytes.subarray(from));
  return lines.map((line) => {
    if (line.length <= outputLimits.lineBytes) return line.toString('utf8').replace(/\r$/, '');
    // Between two characters, as far as they are any.
    let end: number = outputLimits.lineBytes;
    while (end > outputLimits.lineBytes - 3 && ((line[end] ?? 0) & 0xc0) === 0x80) end -= 1;
    return `${line.subarray(0, end).toString('utf8')}${truncatedMark}`;
  });
}

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: fc.constantFrom('\n', '\r\n', '\n\n\n').map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 * outputLimits.lineBytes }).map((length) => Buffer.alloc(length, 'x')) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 2_000 }).map((length) => Buffer.alloc(length, '\n')) },
);

describe('the plan of chunks', () => {
  test('R6 gives the same lines however the file grew and however often the agent came back', () => {
    let file = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.constantFrom('look', 'restart', 'nothing')), { maxLength: 25 }), (steps) => {
        const [output, planned] = [join(folder, `${(file += 1)}`), join(folder, `${file}.plan`)];
        writeFileSync(output, '');
        let plan = openChunkPlan(output, planned);
        const sent = new Map<number, string>();
        const send = (): void =>
          plan.chunks.forEach((chunk) => {
            const lines = JSON.stringify(plan.linesOf(chunk));
            expect(sent.get(chunk.seq) ?? lines).toBe(lines);
            sent.set(chunk.seq, lines);
          });
        for (const [bytes, then] of steps) {
          appendFileSync(output, bytes);
          if (then !== 'nothing') plan.extend(undefined);
          send();
          if (then === 'restart') plan = openChunkPlan(output, planned);
        }
        const whole = readFileSync(output);
        while (!plan.covers(whole.length)) plan.extend(whole.length);
        send();
        plan = openChunkPlan(output, planned);
        send();
        expect([...sent.keys()]).toEqual(plan.chunks.map((_, index) => index + 1));
        const chunks = [...sent.values()].map((lines) => z.array(z.string()).parse(JSON.parse(lines)));
        expect(chunks.flat().length).toBe(plainLines(whole).length);
        expect(chunks.flat().filter((line) => !line.includes('\ufffd'))).toEqual(
          plainLines(whole).filter((line) => !line.includes('\ufffd')),
        );
        for (const lines of chunks) {
          expect(lines.length).toBeLessThanOrEqual(outputLimits.lines);
          if (lines.length > 1) expect(Buffer.byteLength(JSON.stringify(lines))).toBeLessThanOrEqual(outputLimits.bytes + 2);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('R6 a half-written row of the plan was never sent and is made anew', () => {
    const [output, planned] = [join(folder, 'out'), join(folder, 'out.plan')];
    writeFileSync(output, 'a\nb\n');
    openChunkPlan(output, planned).extend(undefined);
    appendFileSync(output, 'c\n');
    appendFileSync(planned, '{"seq":2,"fr');
    const plan = openChunkPlan(output, planned);
    expect(plan.chunks).toHaveLength(1);
    plan.extend(6);
    expect(plan.chunks.map(plan.linesOf)).toEqual([['a', 'b'], ['c']]);
    expect(openChunkPlan(output, planned).chunks).toEqual(plan.chunks);
  });

  test('R6 what was written behind the end does not count', () => {
    const [output, planned] = [join(folder, 'out'), join(folder, 'out.plan')];
    writeFileSync(output, 'result\nlast');
    const plan = openChunkPlan(output, planned);
    appendFileSync(output, ' words of a daemon\n');
    plan.extend(11);
    expect(plan.covers(11)).toBe(true);
    expect(plan.chunks.map(plan.linesOf)).toEqual([['result', 'last']]);
  });

  test('R6 no output is no chunk', () => {
    const plan = openChunkPlan(join(folder, 'none'), join(folder, 'none.plan'));
    expect([plan.extend(0), plan.covers(0), plan.chunks.length]).toEqual([0, true, 0]);
  });

  const budgets = fc.record({ bytes: fc.integer({ min: 1, max: 6_000 }), lines: fc.integer({ min: 1, max: 60 }) });

  test('R16 of more than its budget the head and the tail are sent, one line stands for the rest, and it is the same after a restart', () => {
    let file = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.boolean()), { maxLength: 25 }), budgets, (steps, budget) => {
        const [output, planned] = [join(folder, `b${(file += 1)}`), join(folder, `b${file}.plan`)];
        writeFileSync(output, '');
        let plan = openChunkPlan(output, planned, budget);
        for (const [bytes, restarts] of steps) {
          appendFileSync(output, bytes);
          plan.extend(undefined);
          if (restarts) plan = openChunkPlan(output, planned, budget);
        }
        const whole = readFileSync(output);
        while (!plan.covers(whole.length)) if (plan.extend(whole.length) === 0 && plan.covers(whole.length)) break;
        const all = plainLines(whole);
        const sent = plan.chunks.flatMap((chunk) => plan.linesOf(chunk));
        const at = sent.findIndex((line) => line.startsWith('[') && line.endsWith(`bytes are left out here]${truncatedMark}`));
        // What has room is sent whole, whatever the shares are.
        if (all.length <= budget.lines && whole.length <= budget.bytes) expect(at).toBe(-1);
        if (at < 0) expect(sent).toEqual(all);
        else {
          const tail = sent.slice(at + 1);
          expect(sent.slice(0, at)).toEqual(all.slice(0, at));
          expect(tail).toEqual(tail.length === 0 ? [] : all.slice(-tail.length));
          expect(sent.length).toBeLessThanOrEqual(Math.max(1, budget.lines));
        }
        expect(openChunkPlan(output, planned, budget).chunks).toEqual(plan.chunks);
      }),
    );
  });

  test('R16 a million lines are planned in a few chunks, and the file of the plan stays small', () => {
    const [output, planned] = [join(folder, 'long'), join(folder, 'long.plan')];
    writeFileSync(output, 'EXPLORATION 12345 IS FINE\n'.repeat(1_000_000));
    const plan = openChunkPlan(output, planned, { bytes: 1024 * 1024, lines: 4_000 });
    const size = 26 * 1_000_000;
    while (!plan.covers(size)) plan.extend(size);
    expect(plan.chunks.reduce((sum, { lines }) => sum + lines, 0)).toBeLessThanOrEqual(4_000);
    expect(plan.chunks.length).toBeLessThan(20);
  });
});
