import { expect, it } from "vitest";
import { createTeardown } from "./teardown.ts";

it("undoes in reverse order, once", async () => {
  const teardown = createTeardown();
  const seen: string[] = [];
  for (const name of ["data", "etcd", "workerd"]) {
    teardown.add(async () => {
      seen.push(name);
    });
  }
  await Promise.all([teardown.run(), teardown.run()]);
  expect(seen).toEqual(["workerd", "etcd", "data"]);
});

it("goes on after a step that fails, and says so at the end", async () => {
  const teardown = createTeardown();
  const seen: string[] = [];
  teardown.add(async () => {
    seen.push("data");
  });
  teardown.add(() => Promise.reject(new Error("no")));
  await expect(teardown.run()).rejects.toThrow("Could not clean up everything.");
  expect(seen).toEqual(["data"]);
});

it("also undoes what is added while it runs", async () => {
  const teardown = createTeardown();
  const seen: string[] = [];
  await teardown.run();
  teardown.add(async () => {
    seen.push("late");
  });
  await teardown.run();
  expect(seen).toEqual(["late"]);
});
