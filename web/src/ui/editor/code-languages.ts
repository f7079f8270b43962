/** What colours each language, loaded when a text of that language is first shown. */
import { StreamLanguage, type StreamParser } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

/** `etcdctl txn` is what that command reads. */
export type CodeLanguage = "JSON" | "YAML" | "XML" | "TOML" | "properties" | "shell" | "Go" | "etcdctl txn" | "plain";

/** The editor's extension for a language; nothing for what has no grammar. */
export async function loadLanguage(language: CodeLanguage): Promise<Extension> {
  switch (language) {
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
    case "Go":
      return stream((await import("@codemirror/legacy-modes/mode/go")).go);
    case "etcdctl txn":
      return stream((await import("./txn-text-mode.ts")).txnTextMode);
    case "plain":
      return [];
    default:
      return language satisfies never;
  }
}

function stream<State>(parser: StreamParser<State>): Extension {
  return StreamLanguage.define(parser);
}
