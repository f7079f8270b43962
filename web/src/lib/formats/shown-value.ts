/**
 * Which values may be shown. What turns a value into text takes a {@link ShownValue}, so that nothing can be shown
 * without this rule: a Secret of Kubernetes is hidden until somebody asks for its data.
 */
import type { Value } from "@etcd-explorer/shared/model/bytes";
import { isStoredSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";

declare const shown: unique symbol;

/** A value that is no Secret, or whose data somebody asked for. */
export type ShownValue = Value & { readonly [shown]: true };

/** The value; undefined: a Secret. Say `hiddenSecret` in its place, or `maskedText`. */
export function shownValue(value: Value): ShownValue | undefined {
  return isShown(value) ? value : undefined;
}

/** For a value that somebody reveals, edits, or wrote a moment ago. */
export function askedValue(value: Value): ShownValue {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the brand is made here alone
  return value as ShownValue;
}

function isShown(value: Value): value is ShownValue {
  return !isStoredSecret(value);
}
