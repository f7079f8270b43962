import {
  formatConnectionRef,
  parseConnectionRef,
  type ConnectionRef,
} from "@etcd-explorer/shared/model/connection-ref";
import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { useState } from "react";
import { resolveConnection, type Connection } from "#/api/connection/connection.ts";
import type { SavedConnection } from "#/lib/saved-connection.ts";
import { rememberCredentials, useCredentials } from "#/stores/credentials.ts";
import { useSavedConnections } from "#/stores/saved-connections.ts";
import { formFor, readForm, signInErrors, type ConnectionForm, type FormErrors } from "./connection-form-model.ts";

/** What the form means: the connection, and how it is kept in this browser unless the server knows it. */
export interface ReadConnection {
  readonly connection: Connection;
  readonly saved: SavedConnection | undefined;
}

type ReadTarget = { readonly ref: ConnectionRef; readonly saved?: SavedConnection } | { readonly errors: FormErrors };

/** The connection that is chosen, and the form beside the list. */
export function useConnectionForm(config: ConfigResponse, initial: string | undefined) {
  const saved = useSavedConnections(({ connections }) => connections);
  const [chosen, setChosen] = useState(initial ?? firstConfigured(config));
  const [form, setForm] = useState(() => formFor(chosen, saved));
  const [errors, setErrors] = useState<FormErrors>({});
  // A form that is begun anew takes the focus again.
  const [round, setRound] = useState(0);
  const configured = config.connections.find(({ name }) => chosen === idOf(name));

  const choose = (
    id: string | undefined,
    filled = formFor(id, useSavedConnections.getState().connections),
    isAnew = true,
  ) => {
    setErrors({});
    setChosen(id);
    setForm(filled);
    if (isAnew) setRound((before) => before + 1);
  };

  /** What a form means, its user remembered for this tab; undefined where a field is wrong, which is then marked. */
  const read = (id: string | undefined = chosen, filled: ConnectionForm = form): ReadConnection | undefined => {
    const target = readTarget(filled, id, saved);
    setErrors("errors" in target ? target.errors : {});
    if ("errors" in target) return undefined;
    const { ref } = target;
    const to = formatConnectionRef(ref);
    const user = ref.kind === "free" ? ref.user : filled.user;
    const known = useCredentials.getState()[to];
    // Whoever has signed in here before need not type the password again.
    const isKnown = filled.password === "" && known?.username === user;
    const credentials = user === "" ? undefined : isKnown ? known : { username: user, password: filled.password };
    rememberCredentials(to, credentials);
    const marked = target.saved === undefined ? saved : [...asMarked(target.saved, saved), ...saved];
    const connection = resolveConnection(ref, config, credentials, marked);
    return connection && { connection, saved: target.saved };
  };

  return {
    saved,
    chosen,
    configured,
    form,
    errors,
    round,
    isSaved: saved.some(({ id }) => id === chosen),
    choose,
    read,
    change: (change: Partial<ConnectionForm>) => {
      setForm((before) => ({ ...before, ...change }));
      // What is said of a field holds until it is changed.
      setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in change))));
    },
  };
}

/** A form without a mark says nothing of how the place was marked before; the form of that connection itself does. */
function asMarked(one: SavedConnection, saved: readonly SavedConnection[]): readonly SavedConnection[] {
  const { id, ...marks } = one;
  const says = Object.values(marks).some((mark) => mark !== undefined);
  return says || saved.some((each) => each.id === id) ? [one] : [];
}

function idOf(name: string): string {
  return formatConnectionRef({ kind: "configured", name });
}

export function firstConfigured({ connections: [first] }: ConfigResponse): string | undefined {
  return first === undefined ? undefined : idOf(first.name);
}

/** Of a connection that the server knows, the form says only whom one signs in as. */
function readTarget(form: ConnectionForm, id: string | undefined, saved: readonly SavedConnection[]): ReadTarget {
  const ref = id === undefined ? undefined : parseConnectionRef(id);
  if (ref?.kind !== "configured") return readForm(form, saved, id);
  const errors = signInErrors(form);
  return Object.keys(errors).length > 0 ? { errors } : { ref };
}
