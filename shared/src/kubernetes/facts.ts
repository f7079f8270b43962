/**
 * The facts of Kubernetes' built-in types, read from the table that `scripts/kubernetes` makes of the published
 * definitions: a message's fields with number, type and JSON name.
 */

/** The table as it is stored: `facts.json`. */
export interface FactTable {
  readonly origin: readonly string[];
  /** apiVersion → package → its kinds, with blanks between them. */
  readonly kinds: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Package → message → its fields. */
  readonly messages: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** string, bool, int32, int64, float64, bytes. */
export type Scalar = "s" | "b" | "i" | "l" | "d" | "y";

export interface FieldFact {
  /** In JSON; empty: its fields stand among those of the message around it. */
  readonly name: string;
  readonly number: number;
  /** `value` is always written, `pointer` where it is set. A map's keys are texts. */
  readonly shape: "value" | "pointer" | "list" | "map";
  /** A scalar, or the full name of a message. */
  readonly type: Scalar | { readonly message: string };
  /** Which values JSON leaves out: Go's `omitempty`, `omitzero`, or none. */
  readonly omits: "empty" | "zero" | "never";
}

export interface MessageFact {
  readonly name: string;
  /** Ordered by number. */
  readonly fields: readonly FieldFact[];
  readonly numbers: ReadonlySet<number>;
  /** It has the field `items` alone, and its JSON is that list (`authentication/v1.ExtraValue`). */
  readonly isList: boolean;
}

export interface Facts {
  /** Where the table is from: `k8s.io/api v0.37.2`. */
  readonly origin: readonly string[];
  /** The message of a kind; undefined: not in the table. */
  readonly messageOfKind: (apiVersion: string, kind: string) => string | undefined;
  /** A message by its full name, such as `core/v1.PodSpec`; undefined: not in the table. */
  readonly message: (name: string) => MessageFact | undefined;
  /** The names of its JSON, those of its inlined messages among them. */
  readonly namesOf: (message: MessageFact) => ReadonlySet<string>;
}

/** Reads the table; what a message says is read when it is first asked for. */
export function readFacts(table: FactTable): Facts {
  const messages = new Map<string, MessageFact | undefined>();
  const message = (name: string): MessageFact | undefined => {
    if (!messages.has(name)) messages.set(name, readMessage(table, name));
    return messages.get(name);
  };
  const names = new WeakMap<MessageFact, ReadonlySet<string>>();
  const namesOf = (fact: MessageFact): ReadonlySet<string> => {
    const known = names.get(fact) ?? new Set(fact.fields.flatMap((field) => listNames(field)));
    names.set(fact, known);
    return known;
  };
  const listNames = ({ name, type }: FieldFact): readonly string[] => {
    if (name !== "") return [name];
    const inner = typeof type === "object" ? message(type.message) : undefined;
    return inner === undefined ? [] : [...namesOf(inner)];
  };
  return {
    origin: table.origin,
    message,
    namesOf,
    messageOfKind: (apiVersion, kind) => findKind(table, apiVersion, kind) ?? findKind(table, "v1", kind, "meta/v1"),
  };
}

function findKind(table: FactTable, apiVersion: string, kind: string, home?: string): string | undefined {
  const homes = Object.hasOwn(table.kinds, apiVersion) ? (table.kinds[apiVersion] ?? {}) : {};
  const found = Object.entries(homes).find(
    ([each, kinds]) => (home === undefined || each === home) && kinds.split(" ").includes(kind),
  );
  return found && `${found[0]}.${kind}`;
}

/** The three types of CRDs that stand for one of two things: what they hold is not told by their JSON. */
const orTypes: Readonly<Record<string, string>> = {
  JSONSchemaPropsOrArray: "schema=1*JSONSchemaProps jSONSchemas=2[]JSONSchemaProps",
  JSONSchemaPropsOrBool: "allows=1b schema=2*JSONSchemaProps",
  JSONSchemaPropsOrStringArray: "schema=1*JSONSchemaProps property=2[]s",
};

function readMessage({ messages }: FactTable, name: string): MessageFact | undefined {
  const dot = name.lastIndexOf(".");
  const home = name.slice(0, dot);
  const own = name.slice(dot + 1);
  const known = Object.hasOwn(messages, home) ? (messages[home] ?? {}) : {};
  const all = home.startsWith("apiextensions/") && Object.hasOwn(orTypes, own) ? orTypes : known;
  const text = Object.hasOwn(all, own) ? all[own] : undefined;
  if (text === undefined) return undefined;
  const isList = text.startsWith("[");
  const words = isList ? [`items=1[]${text.slice(1)}`] : text.split(" ").filter((word) => word !== "");
  const fields = words.map((word) => readField(word, home));
  const numbers = new Set(fields.map(({ number }) => number));
  return { name, isList, numbers, fields: fields.toSorted((a, b) => a.number - b.number) };
}

const fieldPattern = /^([^=]*)=(\d+)(\*|\[\]|\{\}|)([\w./-]+)([!~]?)$/;
const shapes: Readonly<Record<string, FieldFact["shape"]>> = { "*": "pointer", "[]": "list", "{}": "map" };
const omissions: Readonly<Record<string, FieldFact["omits"]>> = { "~": "zero", "!": "never" };

function readField(word: string, home: string): FieldFact {
  const [, name = "", number = "", shape = "", type = "", flag = ""] = fieldPattern.exec(word) ?? [];
  return {
    name,
    number: Number(number),
    shape: shapes[shape] ?? "value",
    type: isScalar(type) ? type : { message: type.includes(".") ? type : `${home}.${type}` },
    omits: omissions[flag] ?? "empty",
  };
}

function isScalar(type: string): type is Scalar {
  return /^[sbildy]$/.test(type);
}
