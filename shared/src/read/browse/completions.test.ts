import { asKey, compareBytes, keyFromText } from "../../model/bytes.ts";
import { formatKey } from "../../model/key-text.ts";
import { slash } from "../listing/child.ts";
import { fakeEtcd } from "../../../test/fake-listing-etcd.ts";
import { listFolder } from "../listing/list-folder.ts";
import { describe, expect, test } from "vitest";
import { complete, completeFrom, completeLoosely, shownCompletions, type Completion } from "./completions.ts";

const texts = ["/config/auth/a", "/config/db/1", "/config/db/2", "/config/regions", "/connect", "/x", "plain"];
const keys = texts.map((text) => keyFromText(text));
const signal = new AbortController().signal;
const ask = (typed: string) => complete(fakeEtcd(keys), keyFromText(typed), slash, signal);
const spell = ({ kind, name, count }: Completion) => `${kind} ${formatKey(name)} ${count ?? "-"}`;

const loosely = async (typed: string, delimiters: Uint8Array = slash) =>
  (await completeLoosely(fakeEtcd(keys), keyFromText(typed), delimiters, signal)).map(spell);

describe("completing what is typed", () => {
  test.each([
    ["/con", ["folder /config/ 4", "key /connect -"]],
    ["/config", ["folder /config/ -"]],
    ["/config/", ["folder /config/auth/ 1", "folder /config/db/ 2", "key /config/regions -"]],
    ["/config/d", ["folder /config/db/ 2"]],
    ["p", ["key plain -"]],
    ["q", []],
  ])("%s", async (typed, expected) => {
    expect((await ask(typed)).map(spell)).toEqual(expected);
  });

  test("ends with what can be shown", async () => {
    const many = fakeEtcd(Array.from({ length: 3000 }, (_, at) => keyFromText(`m${String(at).padStart(4, "0")}`)));
    expect(await complete(many, keyFromText("m"), slash, signal)).toHaveLength(shownCompletions);
    expect(many.calls()).toBe(1);
  });

  test("asks little of a large cluster, whatever is typed", async () => {
    const words = ["flat", "flax", "flow", "fly", "fan", "fox"];
    const names = Array.from({ length: 60_000 }, (_, at) => `${words[at % 6] ?? ""}${at % 77}/${at}`);
    const large = names.map((name) => keyFromText(name)).toSorted(compareBytes);
    const name = "flat1/12";
    for (let end = 1; end <= name.length; end++) {
      const etcd = fakeEtcd(large);
      // oxlint-disable-next-line no-await-in-loop -- each counts its own requests
      const found = await completeLoosely(etcd, keyFromText(name.slice(0, end)), slash, signal);
      expect(found.length).toBeGreaterThan(1);
      expect(etcd.calls()).toBeLessThanOrEqual(12);
      expect(etcd.keysWalked()).toBeLessThanOrEqual(3 * large.length);
    }
  });

  test("asks once where all of it is little, also for what may have a separator before it", async () => {
    const etcd = fakeEtcd(keys);
    await completeLoosely(etcd, keyFromText("con"), slash, signal);
    expect(etcd.calls()).toBe(1);
  });

  test("finds what has a separator before it, where that was left out", async () => {
    expect(await loosely("con")).toEqual(["folder /config/ 4", "key /connect -"]);
    expect(await loosely("config/d")).toEqual(["folder /config/db/ 2"]);
    expect(await loosely("p")).toEqual(["key plain -"]);
    expect(await loosely("/con")).toEqual(["folder /config/ 4", "key /connect -"]);
    expect(await loosely("con", new Uint8Array())).toEqual([]);
  });

  test("asks nothing where the folder is read already", async () => {
    const listing = await listFolder(fakeEtcd(keys), { prefix: asKey(new Uint8Array()), delimiters: slash });
    expect(completeFrom(listing, keyFromText("/con"))?.map(spell)).toEqual(["folder /config/ 4", "key /connect -"]);
  });
});
