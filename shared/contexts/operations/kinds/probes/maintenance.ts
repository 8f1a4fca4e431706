import type { ProbeKind } from './define.ts';

/** Whether the database can be used. What is found holds back what uses it, and stops it. */
export const maintenance: ProbeKind = {
  asks: 'whether the database is in maintenance',
  flag: 'maintenance_detected',
  found: 'it is in maintenance',
  clear: 'it is not in maintenance',
  every: 60,
  timeout: 30,
};
