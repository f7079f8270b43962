import { FolderTree, GitBranch, Plug } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "#/ui/class-names.ts";

export type Screen = "connections" | "keys" | "txn";

export interface RailProps {
  readonly screen: Screen;
  /** The address of a connection's screen; undefined while nothing is connected. */
  readonly hrefOf: (screen: Exclude<Screen, "connections">) => string | undefined;
  readonly onOpen: (screen: Screen) => void;
}

/** The rail on the left: one icon a screen. */
export function Rail({ screen, hrefOf, onOpen }: RailProps) {
  const keysHref = hrefOf("keys");
  const txnHref = hrefOf("txn");
  return (
    <nav
      aria-label="Screens"
      className="flex w-[51px] shrink-0 flex-col items-center gap-1 border-r border-line bg-panel py-2"
    >
      {keysHref !== undefined && (
        <RailLink label="Keys" href={keysHref} current={screen === "keys"} onOpen={() => onOpen("keys")}>
          <FolderTree />
        </RailLink>
      )}
      {txnHref !== undefined && (
        <RailLink label="Transactions" href={txnHref} current={screen === "txn"} onOpen={() => onOpen("txn")}>
          <GitBranch />
        </RailLink>
      )}
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
