export { anywhere, defineOperation, everywhere, type Given } from '#contexts/access/contracts/define-operation.ts';
