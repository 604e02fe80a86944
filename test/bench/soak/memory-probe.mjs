/** Loaded into the server's process before its own code: tells over the process channel what it holds after a collection. */
process.on('message', (question) => {
  if (question !== 'memory') return;
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
// Listening must not keep the server alive.
process.channel?.unref();
