/** What the codec of Kubernetes objects must do with an object of which both forms are known. */
import { equalBytes } from "@etcd-explorer/shared/model/bytes";
import { builtinFacts } from "@etcd-explorer/shared/kubernetes/builtin-facts";
import type { Facts } from "@etcd-explorer/shared/kubernetes/facts";
import { formatJson, parseJson } from "@etcd-explorer/shared/kubernetes/json-text";
import {
  equalValues,
  isList,
  isNumberText,
  isObjectMap,
  type ObjectMap,
  type ObjectValue,
  type Step,
} from "@etcd-explorer/shared/kubernetes/object-value";
import { findUneditable, readStoredObject, writeStoredObject } from "@etcd-explorer/shared/kubernetes/stored-object";

export interface Failure {
  readonly name: string;
  readonly what: string;
}

export interface Conformance {
  readonly failures: readonly Failure[];
  /** How many edits of one field were tried. */
  readonly edits: number;
}

/** The one type that can be stored without its name: it is no object of its own. */
const facts: Facts = {
  ...builtinFacts,
  messageOfKind: (apiVersion, kind) =>
    kind === "" ? "meta/v1.WatchEvent" : builtinFacts.messageOfKind(apiVersion, kind),
};

/** Checks one object; `json`: as Go prints it, in any order. */
export function checkConformance(name: string, stored: Uint8Array, json: string): Conformance {
  const object = readStoredObject(stored, facts);
  if (object.kind === "unread") return failed(name, `cannot be read: ${object.reason}`);
  const expected = parseJson(json);
  if (!equalValues(object.value, expected)) {
    return failed(name, `decodes to another JSON: ${firstDifference(object.value, expected ?? null)}`);
  }
  const uneditable = findUneditable(stored, object, facts);
  if (uneditable !== undefined) return failed(name, uneditable);
  const edits = [...listEdits(object.value)].filter(({ path }) => path[0] !== "kind" && path[0] !== "apiVersion");
  const failures = edits.flatMap((edit) => checkEdit({ name, stored, before: object.value }, edit));
  return { failures, edits: edits.length };
}

function failed(name: string, what: string): Conformance {
  return { failures: [{ name, what }], edits: 0 };
}

interface Edit {
  readonly path: readonly Step[];
  /** The whole object with that one field changed. */
  readonly after: ObjectMap;
  /** The whole object without that field, where it was changed to false. */
  readonly without: ObjectMap | undefined;
}

interface Checked {
  readonly name: string;
  readonly stored: Uint8Array;
  readonly before: ObjectMap;
}

/** An edit of one field, written and read again, is that edit and nothing else; taken back, it is the same bytes. */
function checkEdit({ name, stored, before }: Checked, { path, after, without }: Edit): Failure[] {
  const place = path.join(".");
  const written = writeStoredObject(after, stored, facts);
  if (written.kind === "refused") {
    const [problem] = written.problems;
    return [{ name, what: `edit of ${place} refused: ${problem?.message ?? ""}` }];
  }
  const again = readStoredObject(written.bytes, facts);
  if (again.kind === "unread") return [{ name, what: `edit of ${place} cannot be read: ${again.reason}` }];
  if (equalBytes(written.bytes, stored)) return [{ name, what: `edit of ${place} writes nothing` }];
  // Go leaves false out where the tag says so.
  if (!equalValues(again.value, after) && !equalValues(again.value, without)) {
    return [{ name, what: `edit of ${place} changes ${firstDifference(again.value, after)}` }];
  }
  const back = writeStoredObject(before, written.bytes, facts);
  return back.kind === "written" && equalBytes(back.bytes, stored)
    ? []
    : [{ name, what: `edit of ${place} cannot be taken back` }];
}

/** Each scalar of an object, changed to another of its type. */
export function* listEdits(object: ObjectMap): Generator<Edit> {
  for (const { path, value } of leaves(object, [])) {
    const changed = changeScalar(value);
    if (changed === undefined) continue;
    const after = withChange(object, path, changed);
    const without = changed === false ? withChange(object, path, undefined) : undefined;
    if (isObjectMap(after)) yield { path, after, without: isObjectMap(without) ? without : undefined };
  }
}

function* leaves(value: ObjectValue, path: readonly Step[]): Generator<{ path: readonly Step[]; value: ObjectValue }> {
  if (isList(value)) for (const [at, item] of value.entries()) yield* leaves(item, [...path, at]);
  else if (isObjectMap(value)) for (const [name, item] of value) yield* leaves(item, [...path, name]);
  else yield { path, value };
}

function changeScalar(value: ObjectValue): ObjectValue | undefined {
  if (typeof value === "boolean") return !value;
  if (isNumberText(value)) return { number: value.number === "41" ? "42" : "41" };
  if (typeof value !== "string") return undefined;
  // Text and base64 alike.
  if (value === "") return "bmV3";
  if (/^\d{4}-\d\d-\d\dT.*Z$/.test(value)) return value.replace(/^\d{4}/, "2031");
  if (/^[\d.]+[num kMGTPEi]*$/.test(value)) return "7";
  if (/^[\dhmsuµ.]+$/.test(value)) return "1m30s";
  return /^[A-Za-z0-9+/]+={0,2}$/.test(value) && value.length % 4 === 0 ? "Y2hhbmdlZA==" : `${value} changed`;
}

/** The value with one part changed; undefined: left out of its map. */
function withChange(
  value: ObjectValue,
  [step, ...rest]: readonly Step[],
  changed: ObjectValue | undefined,
): ObjectValue | undefined {
  if (step === undefined) return changed;
  const change = (item: ObjectValue) => withChange(item, rest, changed);
  if (isList(value)) return value.map((item, at) => (at === step ? (change(item) ?? null) : item));
  if (!isObjectMap(value)) return value;
  return new Map(
    [...value].flatMap(([name, item]) => {
      const next = name === step ? change(item) : item;
      return next === undefined ? [] : [[name, next] as const];
    }),
  );
}

function firstDifference(a: ObjectValue | undefined, b: ObjectValue | undefined, path = ""): string {
  if (isObjectMap(a) && isObjectMap(b)) {
    for (const name of new Set([...a.keys(), ...b.keys()])) {
      if (!equalValues(a.get(name), b.get(name))) return firstDifference(a.get(name), b.get(name), `${path}.${name}`);
    }
  }
  if (isList(a) && isList(b) && a.length === b.length) {
    const at = a.findIndex((item, index) => !equalValues(item, b[index]));
    if (at !== -1) return firstDifference(a[at], b[at], `${path}[${at}]`);
  }
  return `${path} ${spell(a)} instead of ${spell(b)}`;
}

function spell(value: ObjectValue | undefined): string {
  return value === undefined ? "nothing" : formatJson(value).slice(0, 60);
}
