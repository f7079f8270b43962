import fc from "fast-check";
import { expect, test } from "vitest";
import { patternKinds } from "@etcd-explorer/shared/read/find/pattern";
import { formatFindSearch, parseFindSearch, type FindForm } from "./find-search.ts";

test("a find comes back from its link as it was", () => {
  const form: fc.Arbitrary<FindForm> = fc.record({
    where: fc.constantFrom("keys", "values", "both"),
    pattern: fc.record({ kind: fc.constantFrom(...patternKinds), text: fc.string(), ignoreCase: fc.boolean() }),
    below: fc.constantFrom("", "/config/", String.raw`\xff/`),
  });
  fc.assert(
    fc.property(form, (value) => {
      expect(parseFindSearch(formatFindSearch(value))).toEqual(value);
    }),
  );
});

test("a link without more looks for a text in keys", () => {
  expect(parseFindSearch({ find: "keys" })).toEqual({
    where: "keys",
    pattern: { kind: "text", text: "", ignoreCase: false },
    below: "",
  });
});
