import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { describe, expect, test } from "vitest";
import type { ObjectStyle } from "#/lib/formats/object-codec.ts";
import { objectCodec } from "./object-codec.ts";

const pod = recordedObject("Pod").stored;

/** What is offered at the `|` that `change` puts into the Pod's text. */
function offers(change: (text: string) => string, style: ObjectStyle = "yaml"): readonly string[] {
  const typed = change(objectCodec.text(pod, style) ?? "");
  const at = typed.indexOf("|^");
  const found = objectCodec.complete(typed.replace("|^", ""), at, style, pod);
  return found?.options.map(({ label }) => label) ?? [];
}

/** The text after the first option is taken. */
function take(text: string, style: ObjectStyle): string {
  const at = text.indexOf("|^");
  const whole = text.replace("|^", "");
  const found = objectCodec.complete(whole, at, style, pod);
  const [first] = found?.options ?? [];
  return found && first ? whole.slice(0, found.from) + first.insert + whole.slice(found.to) : "none";
}

describe("in YAML", () => {
  test("the fields of the place are offered, without those that are there", () => {
    const inSpec = offers((text) => text.replace("  nodeName:", "  ho|^\n  nodeName:"));
    expect(inSpec).toContain("hostNetwork");
    expect(inSpec).not.toContain("containers");
    expect(inSpec).not.toContain("nodeName");
    expect(offers((text) => text.replace("      value: prod", "      value: prod\n      |^"))).toEqual(["valueFrom"]);
    expect(offers((text) => text.replace("    - name: KEY", "    - |^\n    - name: KEY"))).toEqual([
      "name",
      "value",
      "valueFrom",
    ]);
    expect(offers((text) => text.replace("        cpu: 250m", "        cpu: 250m\n      |^"))).toEqual(["claims"]);
    expect(offers((text) => text.replace("kind: Pod\n", "kind: Pod\n|^\n"))).toEqual([]);
    expect(offers((text) => `${text}|^`.replace(/\nspec:[^]*(?=\nstatus)/, ""))).toEqual(["spec"]);
  });

  test("nothing is where names are free, in texts of several lines, in comments and in flow maps", () => {
    expect(offers((text) => text.replace("    app: cart", "    |^\n    app: cart"))).toEqual([]);
    expect(offers((text) => text.replace("      and 2", "      |^and 2"))).toEqual([]);
    expect(offers((text) => text.replace("  nodeName", "  # |^\n  nodeName"))).toEqual([]);
    expect(offers((text) => text.replace("loc: {}", "loc: { |^ }"))).toEqual([]);
  });

  test("true and false are, where a bool is wanted", () => {
    expect(offers((text) => text.replace("  nodeName", "  hostNetwork: |^\n  nodeName"))).toEqual(["true", "false"]);
    expect(offers((text) => text.replace("nodeName: node-3", "nodeName: |^"))).toEqual([]);
  });

  test("an option is put in with what follows it", () => {
    expect(take("spec:\n  hostNet|^\n", "yaml")).toMatch(/^spec:\n {2}\w+: ?\n$/);
    expect(take("metadata:\n  labels: {}\n|^status: {}\n", "yaml")).toBe("metadata:\n  labels: {}\nspec: {}\n");
  });
});

describe("in JSON", () => {
  test("the fields of the place are offered, with and without quotes", () => {
    const before = '"nodeName": "node-3"';
    const inSpec = offers((text) => text.replace(before, `"ho|^", ${before}`), "json");
    expect(inSpec).toContain("hostNetwork");
    expect(inSpec).not.toContain("containers");
    expect(offers((text) => text.replace('"value": "prod"', '"value": "prod", |^'), "json")).toEqual(["valueFrom"]);
    expect(offers((text) => text.replace('"app": "cart"', '|^"app": "cart"'), "json")).toEqual([]);
    expect(offers((text) => text.replace(before, '"hostNetwork": |^'), "json")).toEqual(["true", "false"]);
    expect(offers((text) => text.replace('"node-3"', '"no|^de-3"'), "json")).toEqual([]);
  });

  test("an option is put in with its quotes and colon, once", () => {
    expect(take('{"spec": {}, |^}', "json")).toBe('{"spec": {}, "metadata": }');
    expect(take('{"spec": {}, "me|^": {}}', "json")).toBe('{"spec": {}, "metadata": {}}');
  });
});

test("a large text is completed without a halt", () => {
  const text = `metadata:\n  annotations:\n${"    a: b\n".repeat(20_000)}spec:\n  `;
  expect(objectCodec.complete(text, text.length, "yaml", pod)?.options.length).toBeGreaterThan(10);
  const json = `{"metadata": {"annotations": {${'"a": "b", '.repeat(20_000)}"c": ""}}, "spec": {`;
  expect(objectCodec.complete(json, json.length, "json", pod)?.options.length).toBeGreaterThan(10);
});
