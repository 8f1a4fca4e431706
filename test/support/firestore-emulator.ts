export * from '#infra/stand-ins/firestore/emulator.ts';
