import { useEffect, useRef } from "react";
import { runAct } from "#/acts/registry.ts";
import type { TextProblem } from "#/lib/formats/text-place.ts";
import type { CodeEditorHandle, EditorKey } from "#/ui/editor/code-editor.tsx";
import { LazyCodeEditor } from "#/ui/editor/lazy-code-editor.tsx";
import { codeLanguageOf, type Format } from "#/features/value/text/formats.ts";

interface ValueEditorProps {
  readonly text: string;
  /** Give it as React key: it is fixed for an editor's life. */
  readonly lineBreak: "\r\n" | "\n";
  readonly format: Format;
  readonly readOnly: boolean;
  readonly wraps: boolean;
  readonly problem: TextProblem | undefined;
  /** How often it was told to take the focus; more than never: it also takes it once it is there. */
  readonly focusAsked: number;
  readonly onChange: (text: string) => void;
}

const leave: readonly EditorKey[] = [{ key: "Escape", run: () => runAct("keys.focus") }];

/** The value as text to edit. The act that focuses the value leads into it, and Escape back to the keys. */
export function ValueEditor({ format, focusAsked, ...editor }: ValueEditorProps) {
  const handle = useRef<CodeEditorHandle>(null);
  useEffect(() => {
    if (focusAsked > 0) handle.current?.focus();
  }, [focusAsked]);
  return (
    <LazyCodeEditor
      {...editor}
      handle={handle}
      aria-label="Value"
      language={codeLanguageOf(format)}
      takesFocus={focusAsked > 0}
      keys={leave}
    />
  );
}
