import { Suspense } from "react";
import type { FormatCheck } from "#/lib/formats/format-check.ts";
import { useEditorSettings } from "#/stores/editor-settings.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";
import { HexView } from "./hex-view.tsx";
import { RawView } from "./raw-view.tsx";
import { StructureView } from "./structure-view.tsx";
import { lineBreakOf } from "#/lib/formats/value-text.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { ValueEditor } from "./value-editor.tsx";
import type { ValueTab } from "./value-tabs.tsx";

const DiffView = lazyPart(async () => (await import("./diff-view.tsx")).DiffView);

interface ValueViewProps {
  readonly tab: ValueTab;
  readonly model: EditorModel;
  readonly formatCheck: FormatCheck | undefined;
  readonly readOnly: boolean;
  readonly focusAsked: number;
  readonly onChange: (text: string) => void;
}

/** What the chosen tab shows of the value. */
export function ValueView({ tab, model, formatCheck, readOnly, focusAsked, onChange }: ValueViewProps) {
  const wraps = useEditorSettings((settings) => settings.wraps);
  const { base, baseText, text, value, format, encoding } = model;
  const bytes = value ?? base.value;
  const lineBreak = lineBreakOf(baseText);
  return (
    <div role="tabpanel" aria-label={tab} className="relative min-h-0 flex-1">
      <Suspense fallback={<div aria-busy="true" className="skeleton m-4 h-4 w-1/2" />}>
        {tab === "edit" && (
          <ValueEditor
            // The line break is fixed for an editor's life, and its undo must not lead into another spelling.
            key={`${lineBreak} ${encoding} ${readOnly}`}
            text={text}
            lineBreak={lineBreak}
            format={encoding === "text" ? format : "plain"}
            readOnly={readOnly}
            wraps={wraps}
            problem={formatCheck?.kind === "wrong" ? formatCheck.problem : undefined}
            focusAsked={focusAsked}
            onChange={onChange}
          />
        )}
        {tab === "diff" && <DiffView before={baseText} after={text} />}
        {tab === "tree" && <StructureView format={format} text={text} value={bytes} />}
        {tab === "hex" && <HexView bytes={bytes} />}
        {tab === "raw" && <RawView bytes={bytes} />}
      </Suspense>
    </div>
  );
}
