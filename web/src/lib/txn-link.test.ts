import { expect, test } from "vitest";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { createTxn } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { decodeTxnLink, encodeTxnLink } from "./txn-link.ts";

test("a transaction comes back from its link", async () => {
  const shared = { title: "take the lock", request: createTxn(keyFromText("/a"), valueFromText("ü")) };
  const link = await encodeTxnLink(shared);
  expect(link).toMatch(/^txn=[\w-]+$/);
  expect(await decodeTxnLink(`#${link}`)).toMatchObject({ title: shared.title });
  expect((await decodeTxnLink(`#${link}`))?.request.success).toHaveLength(1);
});

test("what is too long for a link makes none", async () => {
  const noise = Array.from({ length: 40_000 }, (_, at) => String.fromCharCode(33 + ((at * 7919) % 90))).join("");
  const digits = crypto.getRandomValues(new Uint8Array(60_000)).join("");
  expect(
    await encodeTxnLink({ title: "", request: createTxn(keyFromText("/a"), valueFromText(noise + digits)) }),
  ).toBeUndefined();
});

test.each(["", "#", "#txn=", "#txn=AAAA", "#txn=%%%", "#key=1"])("%j holds no transaction", async (fragment) => {
  expect(await decodeTxnLink(fragment)).toBeUndefined();
});
