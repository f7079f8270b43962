import { formatClock } from "@etcd-explorer/shared/model/time-text";
import { useState, type ReactNode } from "react";
import type { Connection } from "#/api/connection/connection.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { confirmedUntil, rememberName, useConfirmedNames } from "#/stores/confirmed-names.ts";
import { ConfirmName } from "#/ui/dialog/confirm-name.tsx";
import { kindOf, questionOf, type Question, type WriteAct } from "#/acts/questions.ts";

export interface AskedQuestion {
  readonly asks: Question;
  /** Where the connection's name is typed, or until when it counts as typed; null: it is not asked for. */
  readonly field: ReactNode;
  /** Whether it was answered: the act may be done. */
  readonly answered: boolean;
  /**
   * To be called as the act is done: whether it may be, now. From then on acts of its kind do not ask for the name, for
   * some minutes.
   */
  readonly answer: () => boolean;
}

/** What people type for a connection: its name in the configuration or in this browser, or the address. */
export function nameToType({ ref, label }: Pick<Connection, "ref" | "label">): string {
  return ref.kind === "configured" ? ref.name : label;
}

interface QuestionOptions {
  /** The dialog opens with the focus where the name is typed. */
  readonly begins?: boolean;
  /** What kind of act it is, where one row of the table stands for several. */
  readonly variety?: string | undefined;
}

/** What the table asks before an act on the connection of the screen. */
export function useQuestion(
  acts: WriteAct | readonly WriteAct[],
  { begins = false, variety }: QuestionOptions = {},
): AskedQuestion {
  const { connection } = useConnected();
  const [typed, setTyped] = useState("");
  const asks = questionOf(acts, connection.isProduction);
  const kind = kindOf(acts, variety);
  const untilMs = useConfirmedNames((names) =>
    kind === undefined ? undefined : confirmedUntil(names, connection.id, kind),
  );
  const name = nameToType(connection);
  const wanted = asks === "type-name";
  const isTyped = typed === name;
  const answer = () => {
    if (!wanted) return true;
    // The time may have ended since this was drawn.
    const remembered =
      kind !== undefined && confirmedUntil(useConfirmedNames.getState(), connection.id, kind) !== undefined;
    if (isTyped && !remembered && kind !== undefined) rememberName(connection.id, kind);
    return isTyped || remembered;
  };
  const field =
    untilMs === undefined ? (
      <ConfirmName name={name} typed={typed} onType={setTyped} begins={begins} />
    ) : (
      <p className="text-sm text-muted">Name confirmed until {formatClock(untilMs)}</p>
    );
  return { asks, answered: !wanted || isTyped || untilMs !== undefined, answer, field: wanted ? field : null };
}
