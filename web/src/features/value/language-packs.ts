/** What colours each format, loaded when a value of that format is first opened. */
import { StreamLanguage, type StreamParser } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import type { Format } from "./formats.ts";

/** The editor's extension for a format; nothing for what has no grammar. */
export async function loadLanguage(format: Format): Promise<Extension> {
  switch (format) {
    case "JSON":
      return (await import("@codemirror/lang-json")).json();
    case "YAML":
      return (await import("@codemirror/lang-yaml")).yaml();
    case "XML":
      return (await import("@codemirror/lang-xml")).xml();
    case "TOML":
      return stream((await import("@codemirror/legacy-modes/mode/toml")).toml);
    case "properties":
      return stream((await import("@codemirror/legacy-modes/mode/properties")).properties);
    case "shell":
      return stream((await import("@codemirror/legacy-modes/mode/shell")).shell);
    case "plain":
    case "empty":
    case "binary":
    case "Kubernetes":
      return [];
    default:
      return format satisfies never;
  }
}

function stream<State>(parser: StreamParser<State>): Extension {
  return StreamLanguage.define(parser);
}
