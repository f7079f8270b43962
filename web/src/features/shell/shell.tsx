import { Suspense, useEffect, useState, type ReactNode } from "react";
import { useAct } from "#/acts/use-act.ts";
import { useHotkeys } from "#/acts/use-hotkeys.ts";
import type { At } from "@etcd-explorer/shared/model/at";
import type { Connection } from "#/api/connection/connection.ts";
import type { KnownPlace } from "#/stores/places/known-places.ts";
import { useCopiedRequest } from "#/stores/done-notice.ts";
import { useNarrow } from "#/lib/use-narrow.ts";
import { toggleTheme } from "#/stores/theme.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { arriveAtScreen, arriveWhenLost } from "#/ui/arrive.ts";
import { keepFocus } from "#/ui/lost-focus.ts";
import { findScreenPlace, focusScreenPlace } from "#/ui/screen-place.ts";
import { Footer } from "./footer.tsx";
import { Notices } from "./notices.tsx";
import { Rail } from "./rail.tsx";
import type { ConnectedScreen, Screen } from "./screens.ts";
import type { SwitcherMenuProps } from "./switcher-menu.tsx";
import { TopBar } from "./top-bar.tsx";

const Palette = lazyDialog(async () => (await import("./palette.tsx")).Palette);
const SwitcherMenu = lazyDialog(async () => (await import("./switcher-menu.tsx")).SwitcherMenu);
const PastBanner = lazyPart(async () => (await import("./past-banner.tsx")).PastBanner);
const CopiedRequest = lazyPart(async () => (await import("./copied-request.tsx")).CopiedRequest);
const ShortcutSheet = lazyDialog(async () => (await import("./shortcut-sheet.tsx")).ShortcutSheet);

/** The first screen loads before it. */
const preloadMs = 1000;

interface ShellProps {
  readonly connection: Connection | undefined;
  readonly screen: Screen;
  /** The revision that the address names; undefined: it names one that is none. */
  readonly viewing: At | undefined;
  readonly onLive: () => void;
  readonly hrefOf: (screen: ConnectedScreen) => string | undefined;
  readonly onOpen: (screen: Screen) => void;
  /** The connections that one can switch to; undefined until the server has told. */
  readonly choice: Pick<SwitcherMenuProps, "config" | "saved" | "current"> | undefined;
  readonly onConnect: (connectionId: string) => void;
  /** The key or prefix that is open on the keys screen. */
  readonly here: KnownPlace | undefined;
  /** Opens a key or prefix of the connection. */
  readonly onPlace: (place: KnownPlace) => void;
  /** What is below every screen, above the footer. */
  readonly tray: ReactNode;
  readonly children: ReactNode;
}

/** The frame around every screen, and the acts that can be done everywhere. */
export function Shell(props: ShellProps) {
  const { connection, screen, viewing, onLive, hrefOf, onOpen, choice, onConnect, here, onPlace, tray, children } =
    props;
  const [overlay, setOverlay] = useState<"palette" | "shortcuts" | "switcher">();
  const close = () => setOverlay(undefined);
  const copied = useCopiedRequest(({ shown }) => shown);
  useHotkeys();
  useEffect(keepFocus, []);
  useEffect(arriveWhenLost, []);
  // What is typed right after its shortcut is meant for it.
  useEffect(() => {
    const timer = setTimeout(() => {
      Palette.preload();
      SwitcherMenu.preload();
    }, preloadMs);
    return () => clearTimeout(timer);
  }, []);
  useAct("palette.open", () => setOverlay("palette"));
  useAct("shortcuts.open", () => setOverlay("shortcuts"));
  useAct("theme.toggle", toggleTheme);
  const switchTo = (connectionId: string) => {
    const from = findScreenPlace();
    onConnect(connectionId);
    arriveAtScreen({ from, isAsked: true });
  };
  useAct("connections.switch", () => setOverlay("switcher"), choice === undefined ? "Loading" : undefined);
  const go = (wanted: Screen) => {
    if (wanted === screen) return void focusScreenPlace();
    const from = findScreenPlace();
    onOpen(wanted);
    return arriveAtScreen({ from, isAsked: true });
  };
  useAct("connections.open", () => go("connections"));
  useAct("past.leave", onLive, viewing === "live" ? "Already live" : undefined);
  const away = hrefOf("keys") === undefined ? "Connect first" : undefined;
  useAct("keys.open", () => go("keys"), away);
  useAct("watch.open", () => go("watch"), away);
  useAct("txn.open", () => go("txn"), away);
  useAct("console.open", () => go("console"), away);
  useAct("cluster.open", () => go("cluster"), away);
  useAct("leases.open", () => go("leases"), away);
  useAct("locks.open", () => go("locks"), away);
  useAct("access.open", () => go("access"), away);
  useAct("compare.screen", () => go("compare"), away);
  const narrow = useNarrow();
  const rail = <Rail screen={screen} narrow={narrow} hrefOf={hrefOf} onOpen={onOpen} />;
  return (
    <div className="flex h-full flex-col">
      <TopBar connection={connection} viewing={viewing ?? "live"} />
      <Suspense>
        {viewing !== undefined && viewing !== "live" && screen !== "keys" && (
          <PastBanner connection={connection} screen={screen} revision={viewing} />
        )}
      </Suspense>
      <div className="relative flex min-h-0 flex-1">
        {!narrow && rail}
        <main className="min-w-0 flex-1">{children}</main>
        <Notices />
      </div>
      {tray}
      <Footer connection={connection} />
      {narrow && rail}
      {overlay === "palette" && (
        <Palette
          screen={screen}
          connection={connection}
          viewing={viewing ?? "live"}
          switchable={choice}
          onConnect={switchTo}
          here={here}
          onPlace={(place) => {
            const from = screen === "keys" ? undefined : findScreenPlace();
            onPlace(place);
            arriveAtScreen({ from, isAsked: true });
          }}
          onClose={close}
        />
      )}
      {overlay === "switcher" && choice !== undefined && (
        <SwitcherMenu {...choice} onConnect={switchTo} onClose={close} />
      )}
      {overlay === "shortcuts" && <ShortcutSheet screen={screen} onClose={close} />}
      <Suspense>{copied !== undefined && <CopiedRequest {...copied} />}</Suspense>
    </div>
  );
}
