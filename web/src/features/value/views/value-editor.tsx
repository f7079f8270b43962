import { useEffect, useRef, useState } from "react";
import { runAct } from "#/acts/registry.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import type { TextProblem } from "#/lib/formats/text-place.ts";
import type { CodeEditorHandle, CodeEditorProps, EditorKey } from "#/ui/editor/code-editor.tsx";
import { LazyCodeEditor } from "#/ui/editor/lazy-code-editor.tsx";
import type { FoundPlaces } from "#/ui/editor/found-marks.ts";
import { useSearchedText } from "#/components/searched-text.ts";
import { FoundBar, holds, StoredMatchBar } from "./found-bar.tsx";
import { codeLanguageOf, type Format } from "#/features/value/text/formats.ts";

interface ValueEditorProps {
  readonly text: string;
  /** Give it as React key: it is fixed for an editor's life. */
  readonly lineBreak: "\r\n" | "\n";
  readonly format: Format;
  /** What is stored, where the text is a formatted view of it. */
  readonly stored: string | undefined;
  readonly columns: "hex" | undefined;
  readonly readOnly: boolean;
  readonly wraps: boolean;
  readonly problem: TextProblem | undefined;
  /** How often it was told to take the focus; more than never: it also takes it once it is there. */
  readonly focusAsked: number;
  readonly complete: CodeEditorProps["complete"];
  readonly onChange: (text: string) => void;
}

const leave: readonly EditorKey[] = [{ key: "Escape", run: () => runAct("keys.focus") }];

/** The value as text to edit. The act that focuses the value leads into it, and Escape back to the keys. */
export function ValueEditor({ format, stored, focusAsked, ...editor }: ValueEditorProps) {
  const { connection } = useConnected();
  const handle = useRef<CodeEditorHandle>(null);
  const searched = useSearchedText(connection.id);
  const [places, setPlaces] = useState<FoundPlaces>();
  useEffect(() => {
    if (focusAsked > 0) handle.current?.focus();
  }, [focusAsked]);
  const isOnlyStored = searched !== undefined && stored !== undefined && holds(stored, searched);
  return (
    <div className="flex h-full min-h-0 flex-col">
      {searched !== undefined && places !== undefined && places.count > 0 && (
        <FoundBar text={searched.text} places={places} onStep={(step) => handle.current?.stepFound(step)} />
      )}
      {isOnlyStored && (places?.count ?? 0) === 0 && <StoredMatchBar text={searched.text} />}
      <div className="min-h-0 flex-1">
        <LazyCodeEditor
          {...editor}
          handle={handle}
          aria-label="Value"
          language={codeLanguageOf(format)}
          takesFocus={focusAsked > 0}
          keys={leave}
          found={searched}
          onPlaces={setPlaces}
        />
      </div>
    </div>
  );
}
