// Loaded into the command line before it starts: answers each message with the memory in use after a collection.
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
process.channel?.unref();
