import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { keepGoOnOneCore } from "./etcd/go-environment.ts";

// Here, so that every process of Vitest inherits it.
keepGoOnOneCore();

/** The tests that need real etcds and the built worker: see test/provided.ts for what they are given. */
export default defineConfig({
  root: join(import.meta.dirname, ".."),
  test: {
    include: ["{worker,scripts}/**/*.etcd.test.ts"],
    exclude: ["**/node_modules/**"],
    environment: "node",
    // Most of the time goes into waiting for processes. Each worker has etcds of its own (test/provided.ts).
    maxWorkers: 3,
    // As with the unit tests: forty processes, each with all modules anew, took a seventh of the suite's processor time.
    isolate: false,
    globalSetup: [join(import.meta.dirname, "test", "global-setup.ts")],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // As long as a journey waits: a restarted etcd on a busy machine takes more than the second that is usual.
    expect: { poll: { timeout: 10_000 } },
  },
});
