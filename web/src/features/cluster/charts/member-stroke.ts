/** How the line of a member is drawn: by colour, and by dashes for those who do not tell colours apart. */

interface Stroke {
  /** A token of the theme. */
  readonly token: string;
  /** Lengths of line and gap in pixels; none: one line. */
  readonly dash: readonly number[];
}

const tokens = ["--accent", "--ok", "--number", "--property"];
const dashes: readonly (readonly number[])[] = [[], [6, 3], [2, 2]];

/** The stroke of the member at a place: twelve differ. */
export function memberStroke(at: number): Stroke {
  return { token: tokens[at % tokens.length] ?? "--accent", dash: dashes[at % dashes.length] ?? [] };
}
