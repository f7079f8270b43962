import { expect, test } from "vitest";
import { stateOf } from "./switcher.tsx";

const health = { version: "3.5.30", healthy: true, latencyMs: 1 };
const tally = { answered: 3, total: 3, unhealthy: 0, unreachable: 0, unknown: 0 };
const base = { health, failed: false, lost: false, tally };

test.each([
  ["all is well", base, ["etcd 3.5.30", "3/3"], "ok"],
  ["one may not see members", { ...base, tally: undefined }, ["etcd 3.5.30"], "ok"],
  ["a member is away", { ...base, tally: { ...tally, answered: 2, unreachable: 1 } }, ["etcd 3.5.30", "2/3"], "warn"],
  [
    "members cannot be asked from here",
    { ...base, tally: { ...tally, answered: 1, unknown: 2 } },
    ["etcd 3.5.30", "1/3"],
    "faint",
  ],
  [
    "a member is away, and another cannot be asked",
    { ...base, tally: { ...tally, answered: 1, unreachable: 1, unknown: 1 } },
    ["etcd 3.5.30", "1/3"],
    "warn",
  ],
  [
    "a member is unhealthy",
    { ...base, tally: { ...tally, unhealthy: 1 } },
    ["etcd 3.5.30", "3/3", "unhealthy"],
    "warn",
  ],
  [
    "a member is unhealthy since others are away",
    { ...base, tally: { ...tally, answered: 1, unhealthy: 1, unreachable: 2 } },
    ["etcd 3.5.30", "1/3", "unhealthy"],
    "bad",
  ],
  ["it has recovered since", { ...base, health: { ...health, healthy: false } }, ["etcd 3.5.30", "3/3"], "ok"],
  [
    "it was unhealthy, and the members may not be listed",
    { ...base, health: { ...health, healthy: false }, tally: undefined },
    ["etcd 3.5.30", "unhealthy"],
    "warn",
  ],
  ["nobody answers any more", { ...base, lost: true }, ["etcd 3.5.30", "not responding"], "bad"],
  ["it never answered", { ...base, health: undefined, failed: true, tally: undefined }, ["unreachable"], "bad"],
  ["it was not reached yet", { ...base, health: undefined, tally: undefined }, ["connecting"], "faint"],
] as const)("%s", (_, state, words, dot) => {
  expect(stateOf(state)).toEqual({ words, dot });
});
