import { Activity, FolderTree, GitBranch, KeyRound, Plug, ShieldUser, SquareTerminal, Timer } from "lucide-react";
import type { ReactNode } from "react";
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
  txn: <GitBranch />,
  cluster: <Activity />,
  leases: <Timer />,
  locks: <KeyRound />,
  access: <ShieldUser />,
  console: <SquareTerminal />,
};

/** The rail on the left: one icon a screen. */
export function Rail({ screen, hrefOf, onOpen }: RailProps) {
  return (
    <nav
      aria-label="Screens"
      className="flex w-[51px] shrink-0 flex-col items-center gap-1 border-r border-line bg-panel py-2"
    >
      {connectedScreens.map((each) => {
        const href = hrefOf(each);
        return (
          href !== undefined && (
            <RailLink
              key={each}
              label={screenTitles[each]}
              href={href}
              current={screen === each}
              onOpen={() => onOpen(each)}
            >
              {icons[each]}
            </RailLink>
          )
        );
      })}
      <RailLink label="Connections" href="/" current={screen === "connections"} onOpen={() => onOpen("connections")}>
        <Plug />
      </RailLink>
    </nav>
  );
}

interface RailLinkProps {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

function RailLink({ label, href, current, onOpen, children }: RailLinkProps) {
  return (
    <a
      href={href}
      title={label}
      aria-label={label}
      aria-current={current ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
      }}
      className={classNames(
        "flex size-9 items-center justify-center rounded-md [&_svg]:size-[18px]",
        current ? "bg-accent-bg text-accent" : "text-muted hover:bg-raised hover:text-text",
      )}
    >
      {children}
    </a>
  );
}
