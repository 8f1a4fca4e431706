/** What the attempts may use: little, so that reaching it costs little. Node alone has about a dozen threads. Unlike the schema, without imports: it is read inside. */
export const CHECK_LIMITS = {
  memoryMegabytes: 256,
  processes: 80,
  openFiles: 256,
  fileMegabytes: 2,
  scratchMegabytes: 8,
  sharedMemoryMegabytes: 4,
};
