import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { End, Executor, Operation, Piece } from '#contexts/operations/ports/executor.ts';
import type { OutputStream } from '#contexts/operations/ports/output-store.ts';

/** One executor with what it reaches, and hands on whatever is under way there. */
export interface Rig<O extends Operation, E extends End> {
  executor: Executor<O, E>;
  /** A new one each time. */
  order(): O;
  /** How often it was really begun outside. */
  begun(order: O): number | Promise<number>;
  /** It ends by itself, and well. Only of executors that are asked. */
  end?(order: O): void | Promise<void>;
  /** It writes so; only where that can be read. */
  write?(order: O, stream: OutputStream, lines: string[]): Promise<void>;
  close(): void | Promise<void>;
}

/** What every executor promises (`shared/contexts/operations/ports/executor.ts`). */
export function executorContract<O extends Operation, E extends End>(name: string, open: () => Rig<O, E> | Promise<Rig<O, E>>): void {
  describe(`${name}, as an executor`, () => {
    let rig: Rig<O, E>;
    beforeEach(async () => {
      rig = await open();
    });
    afterEach(() => rig.close());

    test('R3 starts once, however often it is asked', async () => {
      const order = rig.order();
      for (let times = 0; times < 3; times += 1) expect(isGood(await rig.executor.start(order))).toBe(true);
      expect(await rig.begun(order)).toBe(1);
    });

    test('R3 two operations are two', async () => {
      const [one, other] = [rig.order(), rig.order()];
      await rig.executor.start(one);
      expect([await rig.begun(one), await rig.begun(other)]).toEqual([1, 0]);
      await rig.executor.start(other);
      expect([await rig.begun(one), await rig.begun(other)]).toEqual([1, 1]);
    });

    test('R10 what was never started has nothing to stop, and starts no more once that was said for good', async () => {
      const order = rig.order();
      const stopped = await rig.executor.stop(order);
      expect(['never_started', 'not_there']).toContain(stopped);
      expect(await rig.begun(order)).toBe(0);
      if (stopped !== 'never_started') return;
      await rig.executor.start(order);
      expect(await rig.begun(order)).toBe(0);
    });

    test('R10 is asked to stop as often as anybody wants', async () => {
      const order = rig.order();
      await rig.executor.start(order);
      for (let times = 0; times < 3; times += 1) expect(['asked', 'never_started']).toContain(await rig.executor.stop(order));
      expect(await rig.begun(order)).toBeLessThanOrEqual(1);
    });

    test('R4 R5 one that is asked is missing, then under way, then ended; and what has ended stays so', async () => {
      if (rig.executor.look === undefined || rig.end === undefined) return expect(rig.end).toBeUndefined();
      const order = rig.order();
      expect((await rig.executor.look(order)).seen).toBe('missing');
      await rig.executor.start(order);
      expect((await seenOf(rig, order, 'under_way')).seen).toBe('under_way');
      await rig.end(order);
      await seenOf(rig, order, 'ended');
      await rig.executor.stop(order);
      await rig.executor.start(order);
      expect((await rig.executor.look(order)).seen).toBe('ended');
      expect(await rig.begun(order)).toBe(1);
    });

    test('R17 what it writes is read while it grows, piece by piece, each byte once', async () => {
      if (rig.executor.read === undefined || rig.write === undefined) return expect(rig.write).toBeUndefined();
      const order = rig.order();
      await rig.executor.start(order);
      expect(await readOn(rig, order, undefined, 100)).toMatchObject({ text: '', isAll: true });
      await rig.write(order, 'stdout', ['one', 'zwölf', '漢字 🦆']);
      await rig.write(order, 'stderr', ['not of this stream']);
      const first = await readAll(rig, order, undefined, 5);
      expect(first.text).toBe('one\nzwölf\n漢字 🦆\n');
      expect(await readOn(rig, order, first.next, 100)).toMatchObject({ text: '', isAll: true });
      await rig.write(order, 'stdout', ['later']);
      expect((await readAll(rig, order, first.next, 4)).text).toBe('later\n');
      expect((await readAll(rig, order, undefined, 1_000)).text).toBe('one\nzwölf\n漢字 🦆\nlater\n');
    });

    test('R17 the pieces are the whole, however large they are', async () => {
      const { executor, write } = rig;
      if (executor.read === undefined || write === undefined) return expect(write).toBeUndefined();
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.array(
              fc.string({ unit: 'grapheme', maxLength: 12 }).filter((line) => !line.includes('\n')),
              { minLength: 1, maxLength: 3 },
            ),
            {
              minLength: 1,
              maxLength: 4,
            },
          ),
          fc.integer({ min: -1, max: 40 }),
          async (chunks, most) => {
            const order = rig.order();
            await executor.start(order);
            for (const lines of chunks) await write(order, 'stdout', lines);
            const { text } = await readAll(rig, order, undefined, most);
            expect(text).toBe(chunks.flatMap((lines) => lines.map((line) => `${line}\n`)).join(''));
          },
        ),
        { numRuns: 15 },
      );
    });

    test.each(['x', '1', '-1:1', '9:../../etc/passwd', '0:stdout', `0:${'9'.repeat(400)}`, '99999999999999999999:1'])(
      'R17 a place that no piece said is refused: %s',
      async (from) => {
        if (rig.executor.read === undefined) return expect(rig.write).toBeUndefined();
        const order = rig.order();
        await rig.executor.start(order);
        expect(await rig.executor.read(order, { stream: 'stdout', from, most: 10 })).toEqual({ refused: expect.any(String) });
      },
    );
  });
}

function isGood(started: unknown): boolean {
  return started === 'started' || (typeof started === 'object' && started !== null && 'seen' in started);
}

async function seenOf<O extends Operation, E extends End>({ executor }: Rig<O, E>, order: O, wanted: string): Promise<{ seen: string }> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const seen = await executor.look?.(order);
    if (seen?.seen === wanted) return seen;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error(`it is never ${wanted}`);
}

async function readOn<O extends Operation, E extends End>(
  { executor }: Rig<O, E>,
  order: O,
  from: string | undefined,
  most: number,
): Promise<Piece> {
  const piece = await executor.read?.(order, { stream: 'stdout', most, ...(from === undefined ? {} : { from }) });
  if (piece === undefined || 'refused' in piece) throw new Error(`it cannot be read: ${piece?.refused}`);
  expect(Buffer.byteLength(piece.text)).toBeLessThanOrEqual(Math.max(4, most));
  return piece;
}

async function readAll<O extends Operation, E extends End>(
  rig: Rig<O, E>,
  order: O,
  from: string | undefined,
  most: number,
): Promise<{ text: string; next: string }> {
  let [text, next] = ['', from];
  for (let pieces = 0; pieces < 10_000; pieces += 1) {
    const piece = await readOn(rig, order, next, most);
    text += piece.text;
    next = piece.next;
    if (piece.isAll) return { text, next };
  }
  throw new Error('it has no end');
}
