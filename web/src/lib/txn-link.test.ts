import { expect, test } from "vitest";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { createTxn } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { decodeTxnLink, encodeTxnLink } from "./txn-link.ts";

test("a transaction comes back from its link", async () => {
  const shared = { title: "take the lock", request: createTxn(keyFromText("/a"), valueFromText("ü")) };
  const link = await encodeTxnLink(shared);
  expect(link).toMatch(/^txn=[\w-]+$/);
  expect(await decodeTxnLink(`#${link}`)).toMatchObject({ title: shared.title });
  expect((await decodeTxnLink(`#${link}`))?.request.success).toEqual(shared.request.success);
});

test("what is too long for a link makes none", async () => {
  // Digits in which no compression finds a pattern: the hash of each place.
  const noise = Array.from({ length: 40_000 }, (_, at) => Math.imul(at + 1, 0x9e3779b1) >>> 0).join("");
  const request = createTxn(keyFromText("/a"), valueFromText(noise));
  expect(await encodeTxnLink({ title: "", request })).toBeUndefined();
});

test.each(["", "#", "#txn=", "#txn=AAAA", "#txn=%%%", "#key=1"])("%j holds no transaction", async (fragment) => {
  expect(await decodeTxnLink(fragment)).toBeUndefined();
});
