/** The ways in which the person, or whoever started us, asks us to stop. */

/**
 * A signal that aborts when we are asked to stop: Ctrl-C, SIGTERM, a closed terminal, or the end of the process that
 * started us, where it left a channel open to us. Asking again changes nothing: stopping is under way.
 */
export function stopRequest(): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);
  if (process.connected) {
    process.on("disconnect", stop);
    // The channel is only there to break.
    process.channel?.unref();
  }
  return controller.signal;
}

/** Settles when `signal` aborts. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => resolve(), { once: true });
  return promise;
}
