import { formatSecretCount } from "#/lib/format.ts";
import { HiddenSecret } from "#/components/hidden-secret.tsx";
import type { Equivalent } from "@etcd-explorer/shared/command/equivalents/target";
import { ArrowLeft, Copy, Download } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { download } from "#/lib/files/save-picker.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";

/** So much of a script is drawn. */
const shownCharacters = 100_000;

interface ScriptViewProps {
  readonly script: Equivalent;
  readonly fileName: string;
  /** How many Secrets of Kubernetes it writes. */
  readonly secrets: number;
  readonly onBack: () => void;
}

/** The script that does the same, to be copied or saved. It has the focus; Escape leads back to the plan. */
export function ScriptView(props: ScriptViewProps) {
  const { onBack } = props;
  const view = useRef<HTMLDivElement>(null);
  useEffect(() => {
    view.current?.focus();
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape is the keyboard's way back; the button is another
    <div
      ref={view}
      role="group"
      aria-label="Script"
      tabIndex={-1}
      className="flex min-h-0 flex-1 flex-col outline-none"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // The dialog would close, and what was chosen in it would be lost.
        event.preventDefault();
        onBack();
      }}
    >
      <Script {...props} />
    </div>
  );
}

function Script({ script, fileName, secrets, onBack }: ScriptViewProps) {
  const [isRevealed, setRevealed] = useState(false);
  const back = (
    <Button onClick={onBack}>
      <ArrowLeft /> Back
    </Button>
  );
  if ("unavailable" in script) {
    return (
      <div className="flex flex-col gap-3 p-5">
        <p role="alert" className="text-warn">
          {script.unavailable}
        </p>
        <DialogFooter>{back}</DialogFooter>
      </div>
    );
  }
  if (secrets > 0 && !isRevealed) {
    return (
      <div className="flex flex-col gap-3 p-5">
        <HiddenSecret what="The script contains" count={formatSecretCount(secrets)} onShow={() => setRevealed(true)} />
        <DialogFooter>{back}</DialogFooter>
      </div>
    );
  }
  const { text, notes } = script;
  const isCut = text.length > shownCharacters;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 px-5 pt-2 pb-5">
      <p className="text-sm text-muted">
        Each key is a transaction of its own. Keys that were changed meanwhile are skipped and named.
      </p>
      {notes.map((note) => (
        <p key={note} className="text-sm text-muted">
          {note}
        </p>
      ))}
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by the keyboard
        tabIndex={0}
        aria-label="Text of the script"
        className="min-h-0 flex-1 overflow-auto rounded-md border border-line bg-bg p-3 font-mono"
      >
        {isCut ? `${text.slice(0, shownCharacters)}\n…` : text}
      </pre>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {isCut && <span className="flex-1 text-sm text-muted">Only the beginning is shown.</span>}
        {back}
        <Button onClick={() => void copyAndSay(text, "Copied script")}>
          <Copy /> Copy script
        </Button>
        <Button variant="primary" onClick={() => download(new Blob([text], { type: "text/x-shellscript" }), fileName)}>
          <Download /> Save script
        </Button>
      </div>
    </div>
  );
}
