import { entryOf } from '#kernel/tables.ts';
import type { Needs } from '#contexts/access/contracts/define-operation.ts';
import { permissions } from '#contexts/access/domain/rights/permissions.ts';
import { apiDocument, type ApiDocument } from './contracts/api/document.ts';
import { operationNeeds, type OperationRequest } from './contracts/operations.ts';
import { problemTypes } from './problem-json.ts';

let made: ApiDocument | undefined;

/** P1. The document, made when it is first asked for. */
export function apiDocumentOf(): ApiDocument {
  made ??= apiDocument(problemTypes, ({ name }) => {
    const { permission } = entryOf<Needs<OperationRequest>>(operationNeeds, name, 'operation');
    return `Needs the permission \`${permission}\`: to ${permissions[permission].about}.`;
  });
  return made;
}
