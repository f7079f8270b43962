import type { ReactNode } from "react";
import { Button, type ButtonProps } from "#/ui/button.tsx";
import { Kbd } from "#/ui/kbd.tsx";
import { handlerOf, runAct, useHandlers } from "./registry.ts";
import { formatShortcut, isMac } from "./shortcut.ts";
import { acts, type ActId } from "./table.ts";

interface ActButtonProps extends Pick<ButtonProps, "variant" | "className" | "busy"> {
  readonly act: ActId;
  readonly icon?: ReactNode;
  /** Words in place of the act's title; null: the icon alone, with the title as its name. */
  readonly label?: string | null;
  /** Words beside an icon that stands alone, shown where the container has room for them; they begin the title. */
  readonly roomyLabel?: string;
  readonly showShortcut?: boolean;
}

/** The button of an act: title, shortcut and whether it can be done all come from the registry. */
export function ActButton({ act, icon, label, roomyLabel, showShortcut, ...rest }: ActButtonProps) {
  const handler = useHandlers((handlers) => handlerOf(handlers, act));
  const { title, shortcut } = acts[act];
  const words = label === undefined ? title : label;
  const keys = formatShortcut(shortcut, isMac);
  return (
    <Button
      {...rest}
      disabled={handler === undefined || handler.unavailable !== undefined}
      title={handler?.unavailable ?? `${title} (${keys})`}
      aria-label={words === null ? title : undefined}
      aria-keyshortcuts={keys}
      onClick={() => runAct(act)}
    >
      {icon}
      {words}
      {roomyLabel !== undefined && <span className="hidden @3xl:inline">{roomyLabel}</span>}
      {showShortcut === true && <Kbd>{keys}</Kbd>}
    </Button>
  );
}
