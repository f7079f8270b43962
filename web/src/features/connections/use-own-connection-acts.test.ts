import { beforeEach, describe, expect, test } from "vitest";
import { saveConnection, useSavedConnections } from "#/stores/saved-connections.ts";
import { freeName, keepConnection } from "./use-own-connection-acts.ts";

const kept = () => useSavedConnections.getState().connections;
beforeEach(() => useSavedConnections.setState({ connections: [] }));

test("a copy has a name that none has", () => {
  const saved = ["lab", "Lab Copy", "lab copy 2"].map((name) => ({ id: name, name }));
  expect(freeName("lab", saved)).toBe("lab copy 3");
  expect(freeName("lab copy 2", saved)).toBe("lab copy 3");
  expect(freeName("prod", saved)).toBe("prod copy");
});

describe("what was connected to", () => {
  test("changes the connection that the form was filled in from", () => {
    saveConnection({ id: "a:1", name: "lab" });
    keepConnection({ id: "a:2", name: "lab" }, "a:1");
    expect(kept()).toEqual([{ id: "a:2", name: "lab" }]);
  });

  test("is one more where a bare address was changed", () => {
    saveConnection({ id: "a:1" });
    keepConnection({ id: "a:2" }, "a:1");
    expect(kept()).toEqual([{ id: "a:1" }]);
    keepConnection({ id: "a:2", name: "lab" }, undefined);
    expect(kept()).toEqual([{ id: "a:2", name: "lab" }, { id: "a:1" }]);
  });

  test("never takes the marks of another away", () => {
    saveConnection({ id: "a:1", name: "lab", readOnly: true });
    keepConnection({ id: "a:1" }, undefined);
    expect(kept()).toEqual([{ id: "a:1", name: "lab", readOnly: true }]);
  });
});
