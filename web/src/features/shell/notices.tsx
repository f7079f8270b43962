import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { dismissNotice, useNotices, type Notice } from "#/stores/notices.ts";
import { classNames } from "#/ui/class-names.ts";
import { useTopDialog } from "#/ui/dialog/top-dialog.ts";
import { useNoticeBottom } from "./notice-place.ts";

const tones: Record<Notice["tone"], { readonly colours: string; readonly Icon: typeof Info }> = {
  ok: { colours: "bg-ok-bg text-ok", Icon: CircleCheck },
  bad: { colours: "bg-bad-bg text-bad", Icon: CircleAlert },
  info: { colours: "bg-raised text-text", Icon: Info },
};

const shownMs = 5000;
/** Whoever may want to do something about a notice needs time to read it. */
const shownWithActionMs = 12_000;

/**
 * What was just done, for some seconds, above the bars with the buttons and in front of a dialog. It stays while one
 * points at it.
 */
export function Notices() {
  const notice = useNotices((state) => state.notice);
  const dialog = useTopDialog();
  const region = useRef<HTMLDivElement>(null);
  const bottom = useNoticeBottom(region, dialog, notice?.id);
  const shown = (
    <div
      ref={region}
      // In a dialog, whose own status is another, it is read out all the same.
      role={dialog === undefined ? "status" : undefined}
      aria-live="polite"
      data-testid="notice"
      style={{ bottom }}
      className="pointer-events-none fixed right-4 z-20 max-w-[calc(100vw-32px)]"
    >
      {notice !== undefined && <NoticeCard key={notice.id} notice={notice} />}
    </div>
  );
  // Behind an open dialog it would be dimmed, and out of reach.
  return dialog === undefined ? shown : createPortal(shown, dialog);
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { id, text, tone, action, stays = false } = notice;
  const { colours, Icon } = tones[tone];
  const [held, setHeld] = useState(false);
  const waitMs = action === undefined ? shownMs : shownWithActionMs;
  useEffect(() => {
    if (held || stays) return undefined;
    const timer = setTimeout(() => dismissNotice(id), waitMs);
    return () => clearTimeout(timer);
  }, [id, held, stays, waitMs]);
  return (
    <div
      data-tone={tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={classNames(
        "flex max-w-[460px] items-center gap-2 rounded-lg border border-line px-3 py-2 shadow-lg [&_svg]:size-4 [&_svg]:shrink-0",
        (action !== undefined || stays) && "pointer-events-auto",
        colours,
      )}
    >
      <Icon />
      <span className="wrap-anywhere">{text}</span>
      {action !== undefined && (
        <button
          type="button"
          className="ml-1 shrink-0 rounded border border-current/40 px-2 py-0.5 font-semibold hover:border-current"
          onClick={() => {
            dismissNotice(id);
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
      {(action !== undefined || stays) && (
        <button type="button" aria-label="Dismiss" className="rounded p-0.5" onClick={() => dismissNotice(id)}>
          <X />
        </button>
      )}
    </div>
  );
}
