export * from '#kernel/time.ts';
