import type { FunctionName } from '#doors/contracts/functions.ts';

/** Packages that only some functions have a use for → those functions. */
const users: Record<string, readonly FunctionName[]> = {
  nodemailer: ['send-mail'],
  googleapis: ['update-sheet', 'reconcile-sheet', 'drive-operation'],
  'googleapis-common': ['update-sheet', 'reconcile-sheet', 'drive-operation'],
  '@google-cloud/dataflow': ['drive-operation'],
  'google-gax': ['drive-operation'],
  '@grpc/grpc-js': ['drive-operation'],
  '@google-cloud/firestore': [],
  '@google-cloud/tasks': [],
  'smtp-server': [],
  'postal-mime': [],
};

/** Which of a bundle's packages it has no use for. */
export function strangers(name: FunctionName, packages: ReadonlyMap<string, number>): string[] {
  return Object.entries(users).flatMap(([one, by]) => (packages.has(one) && !by.includes(name) ? [one] : []));
}
