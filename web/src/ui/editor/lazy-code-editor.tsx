import { Suspense } from "react";
import type { CodeEditorProps } from "./code-editor.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";

const CodeEditor = lazyPart(async () => (await import("./code-editor.tsx")).CodeEditor);

/** The code editor, loaded when the first one is shown. */
export function LazyCodeEditor(props: CodeEditorProps) {
  return (
    <Suspense fallback={<div aria-busy="true" className="skeleton m-4 h-4 w-1/2" />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
