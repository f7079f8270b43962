import {
  ArrowLeftRight,
  Diff,
  FolderTree,
  Lock,
  PanelLeftClose,
  PanelLeftOpen,
  Plug,
  Radio,
  Server,
  ShieldUser,
  SquareTerminal,
  Timer,
} from "lucide-react";
import type { ReactNode } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useWindowWidth } from "#/lib/use-window-width.ts";
import { railWidth, setRailLabelled, useRailLabelled } from "#/stores/layout/rail.ts";
import { classNames } from "#/ui/class-names.ts";
import { connectedScreens, screenTitles, type ConnectedScreen, type Screen } from "./screens.ts";

interface RailProps {
  readonly screen: Screen;
  /** A bar at the bottom, within reach of a thumb. */
  readonly narrow: boolean;
  /** The address of a screen of the connection; undefined while nothing is connected. */
  readonly hrefOf: (screen: ConnectedScreen) => string | undefined;
  readonly onOpen: (screen: Screen) => void;
}

const icons: Readonly<Record<ConnectedScreen, ReactNode>> = {
  keys: <FolderTree />,
  watch: <Radio />,
  txn: <ArrowLeftRight />,
  cluster: <Server />,
  leases: <Timer />,
  locks: <Lock />,
  access: <ShieldUser />,
  compare: <Diff />,
  console: <SquareTerminal />,
};

/** What the rail has no room for, by the title of the screen. */
const shortNames: Readonly<Partial<Record<string, string>>> = { [screenTitles.locks]: "Locks" };
/** The same at the bottom. */
const shortestNames: Readonly<Partial<Record<string, string>>> = {
  ...shortNames,
  [screenTitles.txn]: "Txn",
  [screenTitles.compare]: "Diff",
};

/** The screens: a rail on the left, one icon a screen, with its name unless the rail is folded; or a bar at the bottom. */
export function Rail({ screen, narrow, hrefOf, onOpen }: RailProps) {
  const labelled = useRailLabelled(useWindowWidth());
  const form = narrow ? "tab" : labelled ? "labelled" : "icon";
  useAct("rail.toggle", () => setRailLabelled(!labelled), narrow ? "The window is too narrow" : undefined);
  return (
    <nav
      aria-label="Screens"
      style={narrow ? undefined : { width: railWidth(labelled) }}
      className={classNames(
        "flex shrink-0 gap-1 border-line bg-panel",
        narrow ? "overflow-x-auto border-t p-1" : "flex-col border-r px-[7px] py-2",
      )}
    >
      {connectedScreens.map((each) => {
        const href = hrefOf(each);
        return (
          href !== undefined && (
            <RailLink
              key={each}
              label={screenTitles[each]}
              form={form}
              href={href}
              current={screen === each}
              onOpen={() => onOpen(each)}
            >
              {icons[each]}
            </RailLink>
          )
        );
      })}
      {/* At the bottom there is no room for it: the switcher leads there too. */}
      {(!narrow || hrefOf("keys") === undefined) && (
        <RailLink
          label="Connections"
          form={form}
          href="/"
          current={screen === "connections"}
          onOpen={() => onOpen("connections")}
        >
          <Plug />
        </RailLink>
      )}
      {!narrow && (
        <>
          <div className="flex-1" />
          <ActButton
            act="rail.toggle"
            variant="ghost"
            label={labelled ? "Collapse" : null}
            icon={labelled ? <PanelLeftClose /> : <PanelLeftOpen />}
            className={labelled ? "justify-start" : "w-9 px-0"}
          />
        </>
      )}
    </nav>
  );
}

interface RailLinkProps {
  readonly label: string;
  readonly form: "icon" | "labelled" | "tab";
  readonly href: string;
  readonly current: boolean;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

function RailLink({ label, form, href, current, onOpen, children }: RailLinkProps) {
  const shown = (form === "tab" ? shortestNames : shortNames)[label] ?? label;
  return (
    <a
      href={href}
      title={form === "labelled" ? undefined : label}
      // What is read out holds what is seen (WCAG 2.5.3).
      aria-label={label.includes(shown) ? label : shown}
      aria-current={current ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
      }}
      className={classNames(
        "flex items-center rounded-md font-medium [&_svg]:size-[18px] [&_svg]:shrink-0",
        form === "tab" ? "h-11 min-w-11 flex-1 flex-col justify-center text-xs" : "h-9 gap-2.5 px-[9px]",
        current ? "bg-accent-bg text-accent" : "text-muted hover:bg-raised hover:text-text",
      )}
    >
      {children}
      {form !== "icon" && <span className="max-w-full truncate">{shown}</span>}
    </a>
  );
}
