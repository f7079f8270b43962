import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { beforeEach, expect, test } from "vitest";
import { chainChoiceOf, chooseChain, useChosenChains } from "./chosen-chains.ts";

const chosenFor = (name: string, connectionId = "c") =>
  chainChoiceOf(useChosenChains.getState(), connectionId, keyFromText(name))?.chain;

const prefix = (name: string) => ({ start: keyFromText(name), isPrefix: true });
const only = (name: string) => ({ start: keyFromText(name), isPrefix: false });

beforeEach(() => useChosenChains.setState({}, true));

test("a key has its own chain, else that of the longest prefix, of its connection alone", () => {
  chooseChain("c", prefix("/a/"), ["base64"]);
  chooseChain("c", prefix("/a/b/"), ["gzip"]);
  chooseChain("c", only("/a/b/x"), ["jwt"]);
  expect(chosenFor("/a/x")).toEqual(["base64"]);
  expect(chosenFor("/a/b/y")).toEqual(["gzip"]);
  expect(chosenFor("/a/b/x")).toEqual(["jwt"]);
  expect(chosenFor("/a/b/xy")).toEqual(["gzip"]);
  expect(chosenFor("/b")).toBeUndefined();
  expect(chosenFor("/a/x", "d")).toBeUndefined();
});

test("a choice says for what it was made, and is forgotten where it was made", () => {
  chooseChain("c", prefix("/a/"), ["base64"]);
  const choice = chainChoiceOf(useChosenChains.getState(), "c", keyFromText("/a/x"));
  expect(choice).toEqual({ chain: ["base64"], ...prefix("/a/") });
  chooseChain("c", prefix("/a/"), undefined);
  expect(chosenFor("/a/x")).toBeUndefined();
});

test("an empty chain leaves a key out of its prefix", () => {
  chooseChain("c", prefix(""), ["base64"]);
  chooseChain("c", only("/a"), []);
  expect(chosenFor("/a")).toEqual([]);
  expect(chosenFor("/b")).toEqual(["base64"]);
});

test("the newest two hundred are kept", () => {
  for (let at = 0; at < 230; at++) chooseChain("c", only(`/${at}`), ["gzip"]);
  expect(Object.keys(useChosenChains.getState())).toHaveLength(200);
  expect(chosenFor("/229")).toEqual(["gzip"]);
});
