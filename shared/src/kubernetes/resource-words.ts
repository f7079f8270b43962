/** A resource as somebody types it: `deploy/web -n shop`, `pod web`, `kubectl -n shop get svc web`. */
import { resourceOfWord, type Resource } from "./resources.ts";

export interface ResourceWords {
  readonly resource: Resource;
  /** Its beginning; empty: any. */
  readonly name: string;
  /** Undefined: any. */
  readonly namespace: string | undefined;
}

const verbs: ReadonlySet<string> = new Set(["get", "describe", "edit", "delete", "logs", "explain"]);

/** Undefined: no resource that is known is named. */
export function parseResourceWords(text: string): ResourceWords | undefined {
  const words = text.trim().split(/\s+/);
  if (/^(?:kubectl|oc|k)$/.test(words[0] ?? "")) words.shift();
  const kept: string[] = [];
  let namespace: string | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const [, joined] = /^(?:-n=?|--namespace=)(.+)$/.exec(word) ?? [];
    if (joined !== undefined) namespace = joined;
    else if (word === "-n" || word === "--namespace") namespace = words[++at];
    else if (word === "-o" || word === "--output") at++;
    else if (!word.startsWith("-")) kept.push(word);
  }
  if (verbs.has(kept[0] ?? "")) kept.shift();
  const [what = "", second, ...rest] = kept;
  const [kind = "", slashed] = what.split("/", 2);
  // A lone word is a command or a key more likely.
  if (rest.length > 0 || (second === undefined && slashed === undefined && namespace === undefined)) return undefined;
  if (second !== undefined && slashed !== undefined) return undefined;
  const resource = resourceOfWord(kind);
  return resource && { resource, name: slashed ?? second ?? "", namespace };
}
