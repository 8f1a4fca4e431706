import type { FunctionName } from '#contracts/functions.ts';

/** Packages that only some functions have a use for → those functions. */
const users: Record<string, readonly FunctionName[]> = {
  nodemailer: ['send-mail'],
  googleapis: ['update-sheet', 'reconcile-sheet', 'deploy-branch'],
  'googleapis-common': ['update-sheet', 'reconcile-sheet', 'deploy-branch'],
  '@google-cloud/dataflow': ['run-job'],
  'google-gax': ['run-job'],
  '@grpc/grpc-js': ['run-job'],
  '@google-cloud/firestore': [],
  '@google-cloud/tasks': [],
  'smtp-server': [],
  'postal-mime': [],
};

/** Which of a bundle's packages it has no use for. */
export function strangers(name: FunctionName, packages: ReadonlyMap<string, number>): string[] {
  return Object.entries(users).flatMap(([one, by]) => (packages.has(one) && !by.includes(name) ? [one] : []));
}
