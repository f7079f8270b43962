import { Link, useLocation, type ErrorComponentProps } from "@tanstack/react-router";
import { CircleAlert, ClipboardCopy, RotateCw } from "lucide-react";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { describePageError, errorDetails, summarizeError } from "#/lib/page-error.ts";
import { useDraftsKept } from "#/stores/draft-storage.ts";
import { Button } from "#/ui/button.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";

/** In place of a screen that failed. The frame around it goes on: one can leave for another screen. */
export function ScreenError({ error }: ErrorComponentProps) {
  const kept = useDraftsKept();
  const { pathname } = useLocation();
  const { title, why } = describePageError(error);
  const copy = async () => {
    const screen = pathname === "/" ? "connections" : (pathname.split("/").at(-1) ?? "");
    const details = errorDetails(error, { screen, browser: navigator.userAgent, at: new Date() });
    await copyAndSay(details, "Copied details");
  };
  return (
    <StatePanel
      tone="bad"
      level={1}
      icon={<CircleAlert />}
      title={title}
      actions={
        <>
          <Button variant="primary" onClick={() => location.reload()}>
            <RotateCw /> Reload
          </Button>
          <Button onClick={() => void copy()}>
            <ClipboardCopy /> Copy details
          </Button>
        </>
      }
    >
      <p role="alert" className="text-text">
        {why}
      </p>
      <p className="mt-1">
        {kept
          ? "Unsaved edits are kept in this tab."
          : "An unsaved edit is too large to keep in this tab: reloading loses it."}{" "}
        Reloading clears the undo history.
      </p>
      <p className="mt-2 font-mono text-sm break-words">{summarizeError(error)}</p>
      <p className="mt-2">
        <Link to="/" className="text-accent underline">
          Go to connections
        </Link>
      </p>
    </StatePanel>
  );
}
