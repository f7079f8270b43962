/** An object as JSON has it, without what JavaScript would round or reorder. */

/** A number as it is written: int64 and the decimals of others stay exact. */
export interface NumberText {
  readonly number: string;
}

/** Maps keep their order, and a label named `__proto__` is a name like others. */
export type ObjectValue = null | boolean | string | NumberText | readonly ObjectValue[] | ObjectMap;

export type ObjectMap = ReadonlyMap<string, ObjectValue>;

/** One step on the way from the whole object to a part of it. */
export type Step = string | number;

export function isObjectMap(value: ObjectValue | undefined): value is ObjectMap {
  return value instanceof Map;
}

export function isList(value: ObjectValue | undefined): value is readonly ObjectValue[] {
  return Array.isArray(value);
}

export function isNumberText(value: ObjectValue | undefined): value is NumberText {
  return typeof value === "object" && value !== null && "number" in value;
}

/** Orders names as Go does, by their UTF-8 bytes: JavaScript's own order differs beyond U+FFFF. */
export function compareNames(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Surrogates stand for what lies beyond U+FFFF, and so come last. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Whether two values are the same, in whatever order their names stand. */
export function equalValues(a: ObjectValue | undefined, b: ObjectValue | undefined): boolean {
  if (a === b) return true;
  if (isNumberText(a)) return isNumberText(b) && a.number === b.number;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, at) => equalValues(item, b[at]));
  if (!isObjectMap(a) || !isObjectMap(b) || a.size !== b.size) return false;
  for (const [name, value] of a) if (!b.has(name) || !equalValues(value, b.get(name))) return false;
  return true;
}
