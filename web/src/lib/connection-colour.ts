import type { ConnectionColour } from "@etcd-explorer/shared/contract/schemas";

/** The colours that mark connections, as classes; whole words, so that the style sheet finds them. */
export const colourClass: Record<ConnectionColour, { readonly border: string; readonly dot: string }> = {
  blue: { border: "border-accent", dot: "bg-accent" },
  green: { border: "border-ok", dot: "bg-ok" },
  amber: { border: "border-warn", dot: "bg-warn" },
  red: { border: "border-bad", dot: "bg-bad" },
  violet: { border: "border-[#a78bfa]", dot: "bg-[#a78bfa]" },
  grey: { border: "border-faint", dot: "bg-faint" },
};

interface Marked {
  readonly isProduction: boolean;
  readonly colour?: ConnectionColour | undefined;
}

/** The colour that a connection is shown with: production is red before any colour of its own, as its badge is. */
export function shownColour({ isProduction, colour }: Marked): ConnectionColour | undefined {
  return isProduction ? "red" : colour;
}
