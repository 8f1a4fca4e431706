import type { Instant } from '#kernel/time.ts';

/** Clients know a time by its digits behind the second: none, or exactly six. */
export function wholeSeconds(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

export function sixDigits(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 23)}000Z`;
}

/** Seconds since 1970, whole. */
export function unixSeconds(at: Instant): number {
  return Math.floor(at / 1000);
}

export const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{6})?Z$/;
