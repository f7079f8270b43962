import { expect, test } from "vitest";
import { asKey, keyFromText } from "../../model/bytes.ts";
import { asRevision, int64 } from "../../model/int64.ts";
import { formatComparison } from "./compare-commands.ts";
import type { EquivalentTarget } from "./target.ts";

const configured: EquivalentTarget = { endpoints: [], user: "", worker: { connection: "prod" } };
const free: EquivalentTarget = { endpoints: ["http://a:2379"], user: "", worker: { host: "a", port: 2379 } };
const prefix = keyFromText("/config/");
const at = (revision: number) => ({ revision: asRevision(int64(revision)) });

test("two moments of one cluster are two reads by revision, and diff of both", () => {
  const said = formatComparison(
    { letter: "A", target: free, prefix, ...at(900) },
    { letter: "B", target: free, prefix, ...at(1204) },
  );
  expect(said).toEqual({
    text: [
      "diff \\",
      "  <(etcdctl --endpoints=http://a:2379 get /config/ --prefix --rev=900) \\",
      "  <(etcdctl --endpoints=http://a:2379 get /config/ --prefix --rev=1204)",
    ].join("\n"),
    notes: ["Needs bash or zsh. diff shows keys and values, not leases."],
  });
});

test("endpoints that only the server knows are a variable for each side", () => {
  const said = formatComparison(
    { letter: "A", target: configured, prefix },
    { letter: "B", target: configured, prefix: keyFromText("/new/") },
  );
  expect(said).toMatchObject({
    text: expect.stringContaining('<(export ETCDCTL_ENDPOINTS="$ENDPOINTS_B"; etcdctl get /new/ --prefix)'),
    notes: expect.arrayContaining([
      "Set ENDPOINTS_A and ENDPOINTS_B to the endpoints first.",
      "The keys of two prefixes differ on every line.",
    ]),
  });
});

test("all keys can be compared, and a prefix of bytes that are no text", () => {
  const all = formatComparison(
    { letter: "A", target: free, prefix: asKey(new Uint8Array()) },
    { letter: "B", target: free, prefix: asKey(Uint8Array.of(0xff, 0xfe)) },
  );
  // What is no text goes by a here-document, whose last line stands alone.
  expect(all).toMatchObject({ text: expect.stringMatching(/get '' --prefix\) \\\n[^]*\nEOF\n {2}\)$/) });
});
