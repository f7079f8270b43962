import {
  ArrowLeftRight,
  FolderTree,
  Lock,
  PanelLeftClose,
  PanelLeftOpen,
  Plug,
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
  /** The address of a screen of the connection; undefined while nothing is connected. */
  readonly hrefOf: (screen: ConnectedScreen) => string | undefined;
  readonly onOpen: (screen: Screen) => void;
}

const icons: Readonly<Record<ConnectedScreen, ReactNode>> = {
  keys: <FolderTree />,
  txn: <ArrowLeftRight />,
  cluster: <Server />,
  leases: <Timer />,
  locks: <Lock />,
  access: <ShieldUser />,
  console: <SquareTerminal />,
};

/** What the rail has no room for, by the title of the screen. */
const shortNames: Readonly<Partial<Record<string, string>>> = { [screenTitles.locks]: "Locks" };

/** The rail on the left: one icon a screen, with its name unless the rail is folded. */
export function Rail({ screen, hrefOf, onOpen }: RailProps) {
  const labelled = useRailLabelled(useWindowWidth());
  useAct("rail.toggle", () => setRailLabelled(!labelled));
  return (
    <nav
      aria-label="Screens"
      style={{ width: railWidth(labelled) }}
      className="flex shrink-0 flex-col gap-1 border-r border-line bg-panel px-[7px] py-2"
    >
      {connectedScreens.map((each) => {
        const href = hrefOf(each);
        return (
          href !== undefined && (
            <RailLink
              key={each}
              label={screenTitles[each]}
              labelled={labelled}
              href={href}
              current={screen === each}
              onOpen={() => onOpen(each)}
            >
              {icons[each]}
            </RailLink>
          )
        );
      })}
      <RailLink
        label="Connections"
        labelled={labelled}
        href="/"
        current={screen === "connections"}
        onOpen={() => onOpen("connections")}
      >
        <Plug />
      </RailLink>
      <div className="flex-1" />
      <ActButton
        act="rail.toggle"
        variant="ghost"
        label={labelled ? "Collapse" : null}
        icon={labelled ? <PanelLeftClose /> : <PanelLeftOpen />}
        className={labelled ? "justify-start" : "w-9 px-0"}
      />
    </nav>
  );
}

interface RailLinkProps {
  readonly label: string;
  readonly labelled: boolean;
  readonly href: string;
  readonly current: boolean;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

function RailLink({ label, labelled, href, current, onOpen, children }: RailLinkProps) {
  return (
    <a
      href={href}
      title={labelled ? undefined : label}
      aria-label={label}
      aria-current={current ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
      }}
      className={classNames(
        "flex h-9 items-center gap-2.5 rounded-md px-[9px] font-medium [&_svg]:size-[18px] [&_svg]:shrink-0",
        current ? "bg-accent-bg text-accent" : "text-muted hover:bg-raised hover:text-text",
      )}
    >
      {children}
      {labelled && <span className="truncate">{shortNames[label] ?? label}</span>}
    </a>
  );
}
