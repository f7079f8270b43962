import type { ReactNode } from "react";
import { Button, type ButtonProps } from "#/ui/button.tsx";
import { Kbd } from "#/ui/kbd.tsx";
import { handlerOf, runAct, useHandlers } from "./registry.ts";
import { keysOf, titleWithKeys } from "./act-words.ts";
import { actOf, type ActId } from "./table.ts";

interface ActButtonProps extends Pick<ButtonProps, "variant" | "className" | "busy" | "ref" | "aria-pressed"> {
  readonly act: ActId;
  readonly icon?: ReactNode;
  /** Words in place of the act's title; null: the icon alone, with the title as its name. */
  readonly label?: string | null;
  /** Words beside an icon that stands alone, shown where the container has room for them; they begin the title. */
  readonly roomyLabel?: string;
  readonly showShortcut?: boolean;
  /** Of a button that switches something: whether it is on. */
  readonly pressed?: boolean;
}

/** The button of an act: title, shortcut and whether it can be done all come from the registry. */
export function ActButton({ act, icon, label, roomyLabel, showShortcut, pressed, ...rest }: ActButtonProps) {
  const handler = useHandlers((handlers) => handlerOf(handlers, act));
  const { title } = actOf(act);
  const words = label === undefined ? title : label;
  const keys = keysOf(act);
  return (
    <Button
      {...rest}
      disabled={handler === undefined || handler.unavailable !== undefined}
      title={handler?.unavailable ?? titleWithKeys(act)}
      aria-label={words === null ? title : undefined}
      aria-pressed={pressed}
      aria-keyshortcuts={keys?.includes(" ") === true ? undefined : keys}
      onClick={() => runAct(act)}
    >
      {icon}
      {words}
      {roomyLabel !== undefined && <span className="hidden @3xl:inline">{roomyLabel}</span>}
      {showShortcut === true && keys !== undefined && <Kbd>{keys}</Kbd>}
    </Button>
  );
}
