import { CircleAlert, CircleCheck } from "lucide-react";
import { useEffect } from "react";
import { dismissNotice, useNotices } from "#/stores/notices.ts";
import { classNames } from "#/ui/class-names.ts";

const shownMs = 5000;

/** What was just done, for some seconds, above the bar with the buttons. */
export function Notices() {
  const notice = useNotices((state) => state.notice);
  const id = notice?.id;
  useEffect(() => {
    if (id === undefined) return undefined;
    const timer = setTimeout(() => dismissNotice(id), shownMs);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <div role="status" className="pointer-events-none fixed right-4 bottom-[84px] z-10">
      {notice !== undefined && (
        <div
          className={classNames(
            "flex max-w-[420px] items-center gap-2 rounded-lg border border-line px-3 py-2 shadow-lg [&_svg]:size-4 [&_svg]:shrink-0",
            notice.tone === "ok" ? "bg-ok-bg text-ok" : "bg-bad-bg text-bad",
          )}
        >
          {notice.tone === "ok" ? <CircleCheck /> : <CircleAlert />}
          <span className="break-all">{notice.text}</span>
        </div>
      )}
    </div>
  );
}
