/** What must be undone, in the reverse order of its doing. */

export interface Teardown {
  /** Remembers a step. A step that fails does not keep the others from running. */
  add(step: () => Promise<void>): void;
  /** Runs every step once; a second call waits for the first. Rejects with what failed, after all have run. */
  run(): Promise<void>;
}

export function createTeardown(): Teardown {
  const steps: (() => Promise<void>)[] = [];
  let running: Promise<void> | undefined;
  async function runAll(): Promise<void> {
    const errors: unknown[] = [];
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, "Could not clean up everything.");
  }
  return {
    add(step) {
      steps.push(step);
      // Something that came up while all is being torn down goes the same way.
      if (running !== undefined) running = running.then(runAll, runAll);
    },
    run() {
      running ??= runAll();
      return running;
    },
  };
}
