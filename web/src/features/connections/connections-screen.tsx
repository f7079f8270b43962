import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  formatConnectionRef,
  parseConnectionRef,
  type ConnectionRef,
} from "@etcd-explorer/shared/model/connection-ref";
import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { EtcdctlConnection } from "@etcd-explorer/shared/command/etcdctl/read/etcdctl-flags";
import { ClipboardPaste, Plus } from "lucide-react";
import { Suspense, useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { resolveConnection, type Connection } from "#/api/connection/connection.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { checkSignIn } from "#/api/client/sign-in-probe.ts";
import { healthQuery } from "#/api/connection/health-query.ts";
import { quietClientOf } from "#/api/client/page-client.ts";
import { rememberCredentials, type Credentials } from "#/stores/credentials.ts";
import { rememberConnection, removeConnection, useSavedConnections } from "#/stores/saved-connections.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { ConfiguredCard, FreeCard } from "./connection-cards.tsx";
import {
  emptyForm,
  fillForm,
  readForm,
  signInErrors,
  type ConnectionForm,
  type FormErrors,
} from "./connection-form-model.ts";
import { ConnectionList } from "./connection-list.tsx";
import { describePasted } from "./pasted.ts";
import { useDoctor } from "./use-doctor.ts";

const Diagnosis = lazyPart(async () => (await import("./diagnosis.tsx")).Diagnosis);
const PasteDialog = lazyDialog(async () => (await import("./paste-dialog.tsx")).PasteDialog);

interface ConnectionsScreenProps {
  readonly config: ConfigResponse;
  /** The connection to start with; undefined: the first that the server knows. */
  readonly initial: string | undefined;
  readonly onConnected: (id: string) => void;
}

/** Choose a connection or describe one; it is reached once before the keys open, and diagnosed where that fails. */
export function ConnectionsScreen({ config, initial, onConnected }: ConnectionsScreenProps) {
  const saved = useSavedConnections((state) => state.connections);
  const queryClient = useQueryClient();
  const initially = firstConfigured(config);
  const [chosen, setChosen] = useState(initial ?? initially);
  const [form, setForm] = useState(() => formFor(chosen));
  const [errors, setErrors] = useState<FormErrors>({});
  const [note, setNote] = useState<string>();
  const [pasting, setPasting] = useState(false);
  const doctor = useDoctor();
  const ref = chosen === undefined ? undefined : parseConnectionRef(chosen);
  const configured = config.connections.find(({ name }) => ref?.kind === "configured" && name === ref.name);

  const connect = useMutation({
    mutationFn: async (connection: Connection) => {
      // What was read as another user, or before etcd came back, is not shown again.
      queryClient.removeQueries({ queryKey: etcdCache.connection(connection.id) });
      await queryClient.fetchQuery(healthQuery(connection));
      const refused = await checkSignIn(quietClientOf(connection));
      if (refused !== undefined) throw new FailureError(refused);
    },
    onError: (_, connection) => doctor.examine(connection),
    onSuccess: (_, connection) => {
      if (connection.ref.kind === "free") rememberConnection(connection.id);
      onConnected(connection.id);
    },
  });

  /** What the form means, remembered for this tab; undefined where a field is wrong, which is then marked. */
  const readConnection = (): Connection | undefined => {
    const read = readTarget(form, configured?.name);
    setErrors("errors" in read ? read.errors : {});
    if ("errors" in read) return undefined;
    const target = read.ref;
    const credentials: Credentials | undefined =
      form.user === "" ? undefined : { username: form.user, password: form.password };
    rememberCredentials(formatConnectionRef(target), credentials);
    return resolveConnection(target, config, credentials, saved);
  };
  const choose = (id: string | undefined, filled = formFor(id)) => {
    connect.reset();
    doctor.clear();
    setErrors({});
    setNote(undefined);
    setChosen(id);
    setForm(filled);
  };
  const changeForm = (change: Partial<ConnectionForm>) => {
    setForm((before) => ({ ...before, ...change }));
    // What is said of a field holds until it is changed.
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in change))));
  };
  const busy = connect.isPending || doctor.busy;
  useAct(
    "connection.connect",
    () => {
      doctor.clear();
      const connection = readConnection();
      if (connection !== undefined) connect.mutate(connection);
    },
    connect.isPending ? "Already connecting" : undefined,
  );
  useAct(
    "connection.diagnose",
    () => {
      const connection = readConnection();
      if (connection !== undefined) void doctor.examine(connection);
    },
    busy ? "Already running" : undefined,
  );
  const fixed = config.freeHosts ? undefined : "This server allows only configured connections";
  useAct("connection.new", () => choose(undefined), fixed);
  useAct("connection.paste", () => setPasting(true), fixed);

  const takePasted = (pasted: EtcdctlConnection) => {
    const [first] = pasted.endpoints;
    if (first === undefined) return;
    choose(undefined, { ...fillForm(first), password: pasted.password });
    setNote(describePasted(pasted));
  };

  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto max-w-[1060px] px-6 py-10">
        <div className="mb-3 flex items-center gap-2">
          <h1 className="flex-1 text-xl font-semibold">Connections</h1>
          <ActButton act="connection.paste" icon={<ClipboardPaste />} />
          <ActButton act="connection.new" label="New connection" icon={<Plus />} />
        </div>
        <div className="grid grid-cols-[minmax(260px,340px)_minmax(0,1fr)] items-start gap-3.5">
          <ConnectionList
            configured={config.connections}
            profiles={config.freeHosts ? saved.map(({ id }) => id) : []}
            chosen={chosen}
            onChoose={choose}
            onForget={(id) => {
              removeConnection(id);
              rememberCredentials(id, undefined);
              if (chosen === id) choose(initially);
            }}
          />
          <div className="flex flex-col gap-3.5">
            {configured === undefined ? (
              <FreeCard
                form={form}
                errors={errors}
                note={note}
                allowed={config.freeHosts}
                busy={connect.isPending}
                onChange={changeForm}
              />
            ) : (
              <ConfiguredCard
                connection={configured}
                form={form}
                errors={errors}
                busy={connect.isPending}
                onChange={changeForm}
              />
            )}
            <Suspense>{doctor.steps !== undefined && <Diagnosis steps={doctor.steps} />}</Suspense>
          </div>
        </div>
      </div>
      {pasting && <PasteDialog onClose={() => setPasting(false)} onRead={takePasted} />}
    </div>
  );
}

function firstConfigured({ connections: [first] }: ConfigResponse): string | undefined {
  return first === undefined ? undefined : formatConnectionRef({ kind: "configured", name: first.name });
}

/** What the form means: of a connection that the server knows, only whom one signs in as. */
function readTarget(
  form: ConnectionForm,
  name: string | undefined,
): { readonly ref: ConnectionRef } | { readonly errors: FormErrors } {
  if (name === undefined) return readForm(form);
  const errors = signInErrors(form);
  return Object.keys(errors).length > 0 ? { errors } : { ref: { kind: "configured", name } };
}

function formFor(id: string | undefined): ConnectionForm {
  const ref = id === undefined ? undefined : parseConnectionRef(id);
  return ref?.kind === "free" ? fillForm(ref) : emptyForm;
}
