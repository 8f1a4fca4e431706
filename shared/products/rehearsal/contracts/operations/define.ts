export { defineOperation, type Given } from '#contexts/access/contracts/define-operation.ts';
