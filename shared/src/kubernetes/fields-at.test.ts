import { describe, expect, test } from "vitest";
import { builtinFacts } from "./builtin-facts.ts";
import { fieldsAt, valuesAt } from "./fields-at.ts";
import type { Step } from "./object-value.ts";

const namesAt = (kind: string, ...path: readonly Step[]) =>
  fieldsAt(builtinFacts, kind, path).map(({ name, type }) => `${name}: ${type}`);

describe("the fields at a place", () => {
  test("are those of the kind, through lists, maps and inlined messages", () => {
    expect(namesAt("core/v1.Pod")).toEqual(["metadata: ObjectMeta", "spec: PodSpec", "status: PodStatus"]);
    expect(namesAt("core/v1.Pod", "spec", "containers", 0, "env", 3)).toEqual([
      "name: text",
      "value: text",
      "valueFrom: EnvVarSource",
    ]);
    expect(namesAt("core/v1.Pod", "spec", "volumes", 0)).toContain("emptyDir: EmptyDirVolumeSource");
    expect(namesAt("core/v1.Pod", "spec")).toContain("containers: list of Container");
    const schema: readonly Step[] = ["spec", "versions", 0, "schema", "openAPIV3Schema"];
    const crd = "apiextensions/v1.CustomResourceDefinition";
    expect(namesAt(crd, ...schema, "properties", "size")).toContain("maximum: number");
    expect(namesAt(crd, ...schema, "properties", "size", "items")).toContain("maximum: number");
  });

  test("are none where names are free, in scalars, and where the table ends", () => {
    expect(namesAt("core/v1.Pod", "metadata", "labels")).toEqual([]);
    expect(namesAt("core/v1.Pod", "spec", "nodeName")).toEqual([]);
    expect(namesAt("core/v1.Pod", "spec", "containers")).toEqual([]);
    expect(namesAt("core/v1.Pod", "spec", "nodName", "x")).toEqual([]);
    expect(namesAt("apps/v1.ControllerRevision", "data")).toEqual([]);
    expect(namesAt("core/v1.Nothing")).toEqual([]);
  });

  test("say whether the value goes on in the line", () => {
    const fields = fieldsAt(builtinFacts, "core/v1.Pod", ["spec", "containers", 0]);
    const isScalar = (wanted: string) => fields.find(({ name }) => name === wanted)?.isScalar;
    expect([isScalar("image"), isScalar("env"), isScalar("resources")]).toEqual([true, false, false]);
  });
});

test("the values of a bool are known", () => {
  expect(valuesAt(builtinFacts, "core/v1.Pod", ["spec", "hostNetwork"])).toEqual(["true", "false"]);
  expect(valuesAt(builtinFacts, "core/v1.Pod", ["spec", "nodeName"])).toEqual([]);
});
