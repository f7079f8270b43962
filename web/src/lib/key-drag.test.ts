import { expect, test } from "vitest";
import { asKey, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { readKeyDrop, startKeyDrag } from "./key-drag.ts";

/** What of a browser's DataTransfer is used here. */
function transferWith(data: Record<string, string> = {}): DataTransfer {
  const held = new Map(Object.entries(data));
  const transfer = {
    setData: (type: string, text: string) => held.set(type, text),
    getData: (type: string) => held.get(type) ?? "",
    get types() {
      return [...held.keys()];
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node has no DataTransfer
  return transfer as unknown as DataTransfer;
}

test("a key or prefix of any bytes is dropped as it was dragged", () => {
  for (const picked of [
    { key: keyFromText("/a"), isPrefix: false },
    { key: keyFromText("app."), isPrefix: true },
    { key: asKey(Uint8Array.of(0xff, 0x0a, 0x5c)), isPrefix: false },
  ]) {
    const transfer = transferWith();
    startKeyDrag(transfer, picked);
    expect(readKeyDrop(transfer)).toEqual(picked);
  }
});

test("text from elsewhere is a key, or a prefix where it ends like a folder; no text is none", () => {
  expect(readKeyDrop(transferWith({ "text/plain": "/a/" }))).toEqual({ key: keyFromText("/a/"), isPrefix: true });
  expect(readKeyDrop(transferWith({ "text/plain": "" }))).toBeUndefined();
  expect(readKeyDrop(transferWith({ "text/plain": String.raw`\q` }))).toBeUndefined();
});
