import { describe, expect, test } from '@jest/globals';
import { readK8sLog } from '#infra/agent/containers/k8s-log.ts';

const at = '2026-11-30T22:51:34.214233692+00:00';
const text = `${at} stdout F one\n${at} stderr P not \n${at} stdout F \n${at} stderr F whole\n${at} stdout P no end\nnot of the log\n${at} other F x\n`;

describe('R6 what podman keeps of what a container says', () => {
  test('R6 is read to the byte, in whatever pieces it comes', () => {
    for (const size of [1, 7, 64, 10_000]) {
      const log = readK8sLog();
      const said = { stdout: '', stderr: '' };
      for (let from = 0; from < text.length; from += size)
        for (const { stream, bytes } of log.take(Buffer.from(text.slice(from, from + size)))) said[stream] += bytes.toString();
      expect(said).toEqual({ stdout: 'one\n\nno end', stderr: 'not whole\n' });
    }
  });

  test('R6 bytes that are no text stay what they are', () => {
    const bytes = Buffer.from([0, 255, 254, 13, 195]);
    const [piece] = readK8sLog().take(Buffer.concat([Buffer.from(`${at} stdout F `), bytes, Buffer.from('\n')]));
    expect(piece?.bytes).toEqual(Buffer.concat([bytes, Buffer.from('\n')]));
  });
});
