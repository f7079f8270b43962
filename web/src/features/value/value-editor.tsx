import { useRef } from "react";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import type { TextProblem } from "#/lib/text-place.ts";
import type { CodeEditorHandle, EditorKey } from "#/ui/code-editor.tsx";
import { LazyCodeEditor } from "#/ui/lazy-code-editor.tsx";
import type { Format } from "./formats.ts";

interface ValueEditorProps {
  readonly text: string;
  /** Give it as React key: it is fixed for an editor's life. */
  readonly lineBreak: "\r\n" | "\n";
  readonly format: Format;
  readonly readOnly: boolean;
  readonly wraps: boolean;
  readonly problem: TextProblem | undefined;
  readonly takesFocus: boolean;
  readonly onChange: (text: string) => void;
}

const leave: readonly EditorKey[] = [{ key: "Escape", run: () => runAct("keys.focus") }];

/** The value as text to edit. The act that focuses the value leads into it, and Escape back to the keys. */
export function ValueEditor({ format, ...editor }: ValueEditorProps) {
  const handle = useRef<CodeEditorHandle>(null);
  useAct("value.focus", () => handle.current?.focus());
  const language = format === "empty" || format === "binary" || format === "Kubernetes" ? "plain" : format;
  return <LazyCodeEditor {...editor} handle={handle} aria-label="Value" language={language} keys={leave} />;
}
