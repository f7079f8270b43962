import { defineConfig } from "vitest/config";

/** `unit` needs nothing but Node; `etcd` needs the real etcds that `npm test` obtains (see integration in CONTRIBUTING). */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["{shared,worker,web,scripts}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/*.etcd.test.ts"],
    environment: "node",
    // A process and all modules anew for each of 260 files took more time than the tests. Tests leave nothing behind.
    pool: "threads",
    isolate: false,
    // Ends what hangs. How fast something is, the benches tell: a busy machine must not fail a property of 500 runs.
    testTimeout: 60_000,
  },
});
