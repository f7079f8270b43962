import { encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { expect, test } from "vitest";
import { gatheringSink } from "./file-sink.ts";

test("pieces are gathered in order", async () => {
  const sink = gatheringSink(10);
  await sink.write(encodeUtf8("ab"));
  await sink.write(encodeUtf8("c"));
  expect(await (await sink.close())?.text()).toBe("abc");
});

test("more than the browser should hold is refused", async () => {
  const sink = gatheringSink(3);
  await sink.write(encodeUtf8("ab"));
  await expect(sink.write(encodeUtf8("cd"))).rejects.toMatchObject({ failure: { kind: "too-large", limitBytes: 3 } });
});
