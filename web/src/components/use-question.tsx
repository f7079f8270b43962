import { useState, type ReactNode } from "react";
import type { Connection } from "#/api/connection/connection.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { ConfirmName } from "#/ui/dialog/confirm-name.tsx";
import { questionOf, type Question, type WriteAct } from "#/acts/questions.ts";

export interface AskedQuestion {
  readonly asks: Question;
  /** Where the connection's name is typed; null: it is not. */
  readonly field: ReactNode;
  /** Whether it was answered: the act may be done. */
  readonly answered: boolean;
}

/** What people type for a connection: the name in the configuration, or the address. */
export function nameToType({ ref, id }: Pick<Connection, "ref" | "id">): string {
  return ref.kind === "configured" ? ref.name : id;
}

/** What the table asks before an act on the connection of the screen. `begins`: the dialog opens with the focus there. */
export function useQuestion(
  acts: WriteAct | readonly WriteAct[],
  { begins = false }: { readonly begins?: boolean } = {},
): AskedQuestion {
  const { connection } = useConnected();
  const [typed, setTyped] = useState("");
  const asks = questionOf(acts, connection.isProduction);
  const name = nameToType(connection);
  const wanted = asks === "type-name";
  return {
    asks,
    answered: !wanted || typed === name,
    field: wanted ? <ConfirmName name={name} typed={typed} onType={setTyped} begins={begins} /> : null,
  };
}
