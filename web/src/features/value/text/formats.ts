/** What a value is written in: found out, or chosen by hand. */
import { isJsonLines } from "#/lib/formats/json-lines.ts";
import { byteOrderMark } from "#/lib/formats/value-text.ts";
import type { TextFormat } from "#/stores/chosen-formats.ts";

export type Format = TextFormat | "empty" | "binary" | "Kubernetes";

/** The language by which the editor colours a format. */
export function codeLanguageOf(format: Format): Exclude<TextFormat, "JSON lines"> {
  if (format === "JSON lines") return "JSON";
  return format === "empty" || format === "binary" || format === "Kubernetes" ? "plain" : format;
}

/** The names of files and keys by which a format goes, where the text does not speak against it. */
const endings: readonly (readonly [RegExp, TextFormat])[] = [
  [/\.json$/i, "JSON"],
  [/\.(jsonl|ndjson)$/i, "JSON lines"],
  [/\.ya?ml$/i, "YAML"],
  [/\.toml$/i, "TOML"],
  [/\.(xml|xsd|svg|plist)$/i, "XML"],
  [/\.(properties|ini|cfg)$/i, "properties"],
  [/(\.(sh|bash|zsh|env)|\/env)$/i, "shell"],
];

/**
 * What a text seems to be. What is whole JSON is certain, and so is a script that names its shell; the others are
 * guesses from the key's ending, the first signs (JSON that is not whole yet, or broken) and the first lines. They only
 * colour and check: nothing is ever rewritten because of a guess.
 */
export function detectFormat(text: string, keyName = ""): TextFormat | "empty" {
  if (text === "") return "empty";
  if (isJsonText(text)) return "JSON";
  if (isJsonLines(text)) return "JSON lines";
  if (/^#!.*\b(ba|z|da|k)?sh\b/.test(text)) return "shell";
  if (/^\ufeff?\s*<(\?xml|!DOCTYPE|!--|[A-Za-z_][\w.:-]*[\s/>])/.test(text) && />\s*$/.test(text.slice(-200)))
    return "XML";
  const named = endings.find(([ending]) => ending.test(keyName))?.[1];
  return named ?? (brokenJson.test(text) ? "JSON" : guessByLines(text));
}

/** An object that begins with a name in quotes, or a list of such. */
const brokenJson = /^\ufeff?\s*(\[\s*)?\{\s*"[^"\n]*"\s*:/;

/** Whether a text is a JSON object or array: a bare word or number is more likely meant as plain text. */
export function isJsonText(text: string): boolean {
  if (!/^\ufeff?\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text);
    return true;
  } catch {
    return false;
  }
}

const looked = 20;

function guessByLines(text: string): TextFormat {
  const lines = text
    .split("\n", looked)
    .map((line) => line.replace(/\r$/, ""))
    .filter((line) => !/^\s*([#;!]|$)/.test(line));
  if (lines.length === 0) return "plain";
  const all = (pattern: RegExp) => lines.every((line) => pattern.test(line));
  if (all(/^\s*(\[{1,2}[\w."' -]+\]{1,2}|[\w."'-]+\s*=\s*(["'[{\d+-]|true|false).*|[\]}],?)\s*$/) && lines.length > 1) {
    return "TOML";
  }
  if (all(/^(export\s+)?[A-Za-z_]\w*=("[^"]*"|'[^']*'|\S*)$/) && lines.some((line) => /^export\s|="|='/.test(line))) {
    return "shell";
  }
  if (
    lines.length > 1 &&
    all(/^(\[[^\]]+\]|[\w.-]+\s*[=:]\s*.*)$/) &&
    lines.some((line) => /^[\w.-]+\s*=/.test(line))
  ) {
    return "properties";
  }
  const yaml = lines.length > 1 && all(/^(---|\s*- |\s*[\w."'/-]+:(\s|$)|\s{2,}\S)/);
  return yaml ? "YAML" : "plain";
}
