import { get } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { SECOND } from '#kernel/time.ts';
import { textOf } from './rest-call.ts';

/** Key id → certificate in PEM. */
export type Certificates = Record<string, string>;

const certificates = z.record(z.string(), z.string());
const PATIENCE = 10 * SECOND;
const ADDRESS = 'https://www.googleapis.com/oauth2/v1/certs';

/**
 * Google's certificates, for as long as their answer says that they may be kept; google-auth-library would load a whole fetch for this one
 * call. Rejects when they cannot be had.
 */
export function googleCertificates(): () => Promise<Certificates> {
  let kept: { answer: Promise<Certificates>; until: number } | undefined;
  return () => {
    if (kept !== undefined && performance.now() < kept.until) return kept.answer;
    const asked = fetchCertificates();
    const mine = { answer: asked.then(({ keys }) => keys), until: Number.POSITIVE_INFINITY };
    kept = mine;
    asked.then(
      ({ lasts }) => void (mine.until = performance.now() + lasts),
      () => void (kept = kept === mine ? undefined : kept),
    );
    return mine.answer;
  };
}

async function fetchCertificates(): Promise<{ keys: Certificates; lasts: number }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(ADDRESS, { signal: AbortSignal.timeout(PATIENCE) }, resolve).on('error', reject);
  });
  const text = await textOf(answer);
  if (answer.statusCode !== 200) throw new Error(`Google's certificates: answered ${answer.statusCode}`);
  const seconds = /max-age=(\d+)/.exec(answer.headers['cache-control'] ?? '')?.[1] ?? '0';
  return { keys: certificates.parse(JSON.parse(text)), lasts: Number(seconds) * SECOND };
}
