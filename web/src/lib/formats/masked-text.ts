/** A Secret that is no object of the codec's, as text without its data: JSON, or one that cannot be decoded. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { decodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import { hiddenSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { readJson } from "./json-tokens.ts";

/** In place of what a Secret holds. */
export const hiddenData = "••••••";
/** The members whose values are not shown. */
export const maskedMembers: readonly string[] = ["data", "stringData"];
/** What `kubectl apply` keeps in this annotation is the whole object, its data among it. */
export const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

const texts = new WeakMap<Value, string>();

/** JSON as it is laid out, its data hidden; of everything else only what it is. Worked out once for what was read. */
export function maskedText(value: Value): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = maskJson(decodeUtf8(value) ?? "") ?? `${hiddenSecret} (${formatBytes(value.length)})`;
  texts.set(value, text);
  return text;
}

/** Undefined: no valid JSON object or array, so that nothing tells its data from the rest. */
function maskJson(text: string): string | undefined {
  if (!/^\ufeff?\s*[{[]/.test(text)) return undefined;
  const { tokens, problem } = readJson(text);
  if (problem !== undefined) return undefined;
  const path: string[] = [];
  const open: ("{" | "[")[] = [];
  const parts: string[] = [];
  let [at, name] = [0, ""];
  for (const { kind, start, end } of tokens) {
    if (kind === "name") name = nameOf(text.slice(start, end));
    else if (kind === "{" || kind === "[") {
      open.push(kind);
      path.push(name);
      name = "";
    } else if (kind === "}" || kind === "]") {
      open.pop();
      name = path.pop() ?? "";
    } else if (kind !== ":" && kind !== "," && isHidden([...path, name])) {
      parts.push(text.slice(at, start), JSON.stringify(hiddenData));
      at = end;
    }
    if (kind === "," && open.at(-1) === "[") name = "";
  }
  return [...parts, text.slice(at)].join("");
}

function nameOf(token: string): string {
  const name: unknown = JSON.parse(token);
  return typeof name === "string" ? name : "";
}

/** A list's items have no names of their own, and are told by theirs. */
function isHidden(path: readonly string[]): boolean {
  const [first = "", second = "", third] = path.filter((name, at) => name !== "" && !(name === "items" && at <= 1));
  return maskedMembers.includes(first) || (first === "metadata" && second === "annotations" && third === lastApplied);
}
