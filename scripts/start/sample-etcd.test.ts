import { expect, it } from "vitest";
import { EtcdUnobtainable } from "../etcd/obtain-etcd.ts";
import { LaunchFailure } from "../process/launch-failure.ts";
import { createTeardown } from "../process/teardown.ts";
import { startSampleEtcd } from "./sample-etcd.ts";

const failingWith = (error: Error) => {
  const told: string[] = [];
  const options = {
    teardown: createTeardown(),
    signal: new AbortController().signal,
    tell: (line: string) => told.push(line),
    obtain: () => Promise.reject(error),
  };
  return { told, start: () => startSampleEtcd(options) };
};

it("goes on without a sample where no etcd can be had, and says how to get one", async () => {
  const { told, start } = failingWith(new EtcdUnobtainable("No etcd: install one."));
  expect(await start()).toBeUndefined();
  expect(told).toEqual(["No etcd: install one."]);
});

it("fails where the etcd that the person named cannot be run", async () => {
  const { start } = failingWith(new LaunchFailure("ETCD_BIN names nothing."));
  await expect(start()).rejects.toThrow("ETCD_BIN names nothing.");
});
