/** Which fields and values may stand at a place of an object: what an editor offers there. */
import type { FieldFact, Facts, MessageFact } from "./facts.ts";
import type { Step } from "./object-value.ts";
import { isOrType } from "./or-types.ts";
import { ownFormOf } from "./own-forms.ts";

/** A field by its JSON name. */
export interface OfferedField {
  readonly name: string;
  /** `text`, `number`, `list of Container`, `map of text`. */
  readonly type: string;
  /** Whether its value stands on the same line: no map and no list. */
  readonly isScalar: boolean;
}

/** What stands there: a message, a map of names that somebody chooses, or a scalar. */
type Spot = Pick<FieldFact, "shape" | "type">;

/** The fields of the map that a path leads to; none where names are free, or the table does not know the path. */
export function fieldsAt(facts: Facts, message: string, path: readonly Step[]): readonly OfferedField[] {
  const fact = messageAt(facts, spotAt(facts, message, path));
  return fact === undefined ? [] : flatFields(facts, fact).map(offered);
}

/** The values that a field takes, where the table knows them: those of a bool. */
export function valuesAt(facts: Facts, message: string, path: readonly Step[]): readonly string[] {
  const spot = spotAt(facts, message, path);
  return spot !== undefined && spot.shape !== "list" && spot.shape !== "map" && spot.type === "b"
    ? ["true", "false"]
    : [];
}

function spotAt(facts: Facts, message: string, path: readonly Step[]): Spot | undefined {
  let spot: Spot | undefined = { shape: "value", type: { message } };
  for (const step of path) {
    if (spot === undefined) return undefined;
    spot = typeof step === "number" ? itemOf(facts, spot) : memberOf(facts, spot, step);
  }
  return spot;
}

function itemOf(facts: Facts, spot: Spot): Spot | undefined {
  if (spot.shape === "list") return { shape: "value", type: spot.type };
  const fact = typeof spot.type === "object" ? facts.message(spot.type.message) : undefined;
  const [items] = fact?.isList === true ? fact.fields : [];
  return items && { shape: "value", type: items.type };
}

function memberOf(facts: Facts, spot: Spot, name: string): Spot | undefined {
  if (spot.shape === "map") return { shape: "value", type: spot.type };
  const fact = messageAt(facts, spot);
  return fact && flatFields(facts, fact).find((field) => field.name === name);
}

/** The message whose fields stand in a spot; undefined: free names, a list, or a scalar. */
function messageAt(facts: Facts, spot: Spot | undefined): MessageFact | undefined {
  if (spot === undefined || spot.shape === "list" || spot.shape === "map" || typeof spot.type !== "object")
    return undefined;
  const { message } = spot.type;
  if (ownFormOf(message) !== undefined) return undefined;
  const fact = facts.message(message);
  if (fact === undefined || fact.isList) return undefined;
  // A schema stands there without the word.
  if (!isOrType(message)) return fact;
  const schema = fact.fields.find(({ name }) => name === "schema");
  return messageAt(facts, schema && { shape: "value", type: schema.type });
}

function flatFields(facts: Facts, fact: MessageFact): readonly FieldFact[] {
  return fact.fields.flatMap((field) => {
    if (field.name !== "") return [field];
    const inner = typeof field.type === "object" ? facts.message(field.type.message) : undefined;
    return inner === undefined ? [] : flatFields(facts, inner);
  });
}

function offered({ name, shape, type }: FieldFact): OfferedField {
  const one = typeof type === "object" ? type.message.slice(type.message.lastIndexOf(".") + 1) : scalarWords[type];
  const isScalar = shape !== "list" && shape !== "map" && (typeof type !== "object" || isOneLine(type.message));
  return { name, type: shape === "list" ? `list of ${one}` : shape === "map" ? `map of ${one}` : one, isScalar };
}

const scalarWords = { s: "text", b: "true or false", i: "number", l: "number", d: "number", y: "base64" } as const;

function isOneLine(message: string): boolean {
  return /\.(?:Time|MicroTime|Duration|Quantity|IntOrString)$/.test(message);
}
