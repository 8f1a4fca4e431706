import { moduleName } from './module-name.ts';
import type { Plain } from './problems.ts';

/**
 * What the rules between fields need to know, read from a form that may be broken elsewhere: so a wrong e-mail address does
 * not hide a cycle, and every problem is told at once (I3).
 */
export interface Outline {
  kind: string | undefined;
  jobs: JobOutline[];
  /** Whether `jobs` is a list at all; if not, the schema says so. */
  jobsReadable: boolean;
  has(field: string): boolean;
  text(field: string): string | undefined;
  isTrue(field: string): boolean;
  docCovers: { [key: string]: Plain } | undefined;
}

export interface JobOutline {
  /** Place in the form. */
  index: number;
  name: string;
  /** As given, or the name. Empty when neither is text. */
  step: string;
  module: string | undefined;
  role: string | undefined;
  /** Each with its place in the list. */
  needs: { index: number; step: string }[];
  hasAuditEvidence: boolean;
}

export function outlineOf(value: Plain): Outline {
  const form = objectOf(value) ?? {};
  const jobs = form['jobs'];
  return {
    kind: textOf(form['kind']),
    jobs: Array.isArray(jobs) ? jobs.map(jobOutline) : [],
    jobsReadable: jobs === undefined || Array.isArray(jobs),
    has: (field) => Object.hasOwn(form, field),
    text: (field) => (Object.hasOwn(form, field) ? textOf(form[field]) : undefined),
    isTrue: (field) => Object.hasOwn(form, field) && form[field] === true,
    docCovers: objectOf(form['docCovers']),
  };
}

function jobOutline(value: Plain, index: number): JobOutline {
  const job = objectOf(value) ?? {};
  const name = textOf(job['name']) ?? '';
  const module = textOf(job['module']);
  const needs = Array.isArray(job['needs']) ? job['needs'] : [];
  return {
    index,
    name,
    step: textOf(job['step']) ?? name,
    module: module === undefined ? undefined : moduleName(module),
    role: textOf(job['role']),
    needs: needs
      .slice(0, 100)
      .flatMap((need, at) => (typeof need === 'string' && need.trim() !== '' ? [{ index: at, step: need.trim() }] : [])),
    hasAuditEvidence: Object.hasOwn(job, 'auditEvidence'),
  };
}

function textOf(value: Plain | undefined): string | undefined {
  return typeof value === 'string' ? value.trim() : undefined;
}

function objectOf(value: Plain | undefined): { [key: string]: Plain } | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined;
}
