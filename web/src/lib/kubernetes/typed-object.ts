/** An object as somebody has typed it, in YAML or JSON, with the place of whatever is wrong. */
import type { ObjectStyle } from "#/lib/formats/object-codec.ts";
import { parseWithinStack } from "#/lib/formats/parser-depth.ts";
import type { TypedText } from "./typed-text.ts";
import { parseTypedJson } from "./typed-json.ts";
import { parseTypedYaml } from "./typed-yaml.ts";

/**
 * Reads one object; numbers stay as they are written. JSON is read as JSON, also where YAML may be typed: much quicker,
 * and by its own rules.
 */
export function parseObjectText(text: string, style: ObjectStyle = "yaml"): TypedText {
  const typed = parseWithinStack(() => {
    const json = style === "json" || /^\ufeff?\s*\{/.test(text) ? parseTypedJson(text) : undefined;
    return json !== undefined && (style === "json" || "value" in json) ? json : parseTypedYaml(text);
  });
  return typed === "too-deep" ? { problem: { message: "Nested too deeply", at: 0 } } : typed;
}
