import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { runAct } from "#/acts/registry.ts";
import { classNames } from "#/ui/class-names.ts";
import { screenPlace } from "#/ui/screen-place.ts";
import type { KeysPanesProps } from "./keys-panes.tsx";

/**
 * Both panes as wide as the screen, side by side, of which one is in sight: that with the focus, so that every act shows
 * what it is about. Nothing is taken out of the page, and each keeps its place.
 */
export function OnePane({ open, openings, keys, children }: KeysPanesProps) {
  const openHex = open === undefined ? undefined : encodeHex(open);
  const [inSight, setInSight] = useState<"keys" | "detail">(openHex === undefined ? "keys" : "detail");
  const detail = useRef<HTMLDivElement>(null);
  const showKeys = () => {
    setInSight("keys");
    runAct("keys.focus");
  };
  const showDetail = () => {
    setInSight("detail");
    detail.current?.focus({ preventScroll: true });
  };
  const show = useEffectEvent(() => (openHex === undefined ? showKeys() : showDetail()));
  const opened = `${openHex ?? ""} ${openings}`;
  const openedBefore = useRef(opened);
  useEffect(() => {
    if (openedBefore.current !== opened) show();
    openedBefore.current = opened;
  }, [opened]);
  const name = open === undefined ? "Overview" : formatKey(open);
  return (
    <div
      tabIndex={-1}
      // A key that one comes to by a link is in sight: the keyboard does not go to the tree beside it.
      {...(inSight === "detail" && screenPlace)}
      className="flex min-h-0 flex-1 flex-col outline-none"
    >
      <nav aria-label="Panes" className="flex h-10 shrink-0 items-center gap-1 border-b border-line bg-panel px-1.5">
        {inSight === "detail" ? (
          <>
            <h1 className="sr-only">Keys</h1>
            <button type="button" onClick={showKeys} className={step}>
              <ChevronLeft />
              Keys
            </button>
            <span className="min-w-0 flex-1 truncate pr-2 text-right font-mono text-muted" dir="auto">
              {name}
            </span>
          </>
        ) : (
          <>
            <h1 className="flex-1 px-2 font-semibold">Keys</h1>
            <button type="button" onClick={showDetail} className={classNames(step, "max-w-[70%]")}>
              <span className={classNames("truncate", open !== undefined && "font-mono")}>{name}</span>
              <ChevronRight />
            </button>
          </>
        )}
      </nav>
      <div className="min-h-0 flex-1 overflow-clip">
        <div
          className="grid h-full w-[200%] grid-cols-2"
          style={{ transform: inSight === "detail" ? "translateX(-50%)" : undefined }}
        >
          <div data-away={inSight !== "keys"} className="min-h-0 min-w-0" onFocus={() => setInSight("keys")}>
            {keys}
          </div>
          <div
            ref={detail}
            tabIndex={-1}
            data-away={inSight !== "detail"}
            className="flex min-h-0 min-w-0 flex-col *:min-h-0 *:flex-1 outline-none"
            onFocus={() => setInSight("detail")}
          >
            {children}
          </div>
        </div>
      </div>
    </div>
  );
}

const step =
  "flex h-8 shrink-0 items-center gap-1 rounded-md px-1.5 font-medium text-accent hover:bg-raised [&_svg]:size-4 [&_svg]:shrink-0";
