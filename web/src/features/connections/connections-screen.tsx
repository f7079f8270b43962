import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formatConnectionRef, parseConnectionRef, type ConnectionRef } from "@etcd-explorer/shared/connection-ref";
import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { Plus } from "lucide-react";
import { failureOf } from "@etcd-explorer/shared/failure";
import { useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { resolveConnection } from "#/api/connection.ts";
import { etcdCache } from "#/api/etcd-cache.ts";
import { healthQuery } from "#/api/health-query.ts";
import { rememberPassword } from "#/stores/passwords.ts";
import { forgetProfile, rememberProfile, useProfiles } from "#/stores/profiles.ts";
import { Button } from "#/ui/button.tsx";
import { FailurePanel } from "#/ui/failure-panel.tsx";
import { emptyForm, fillForm, readForm, type ConnectionForm, type FormErrors } from "./connection-form-model.ts";
import { ConnectionList } from "./connection-list.tsx";
import { ConfiguredCard, FreeCard } from "./connection-cards.tsx";

interface ConnectionsScreenProps {
  readonly config: ConfigResponse;
  /** The connection to start with; undefined: the first that the server knows. */
  readonly initial: string | undefined;
  readonly onConnected: (id: string) => void;
}

/** Choose a connection or describe one; it is reached once before the keys open. */
export function ConnectionsScreen({ config, initial, onConnected }: ConnectionsScreenProps) {
  const profiles = useProfiles((state) => state.ids);
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState(initial ?? config.connections[0]?.name);
  const [form, setForm] = useState(() => formFor(chosen));
  const [errors, setErrors] = useState<FormErrors>({});
  const ref = chosen === undefined ? undefined : parseConnectionRef(chosen);
  const configured = config.connections.find(({ name }) => ref?.kind === "configured" && name === ref.name);

  const connect = useMutation({
    mutationFn: async ({ target, password }: { target: ConnectionRef; password: string | undefined }) => {
      const connection = resolveConnection(target, config, password);
      if (connection === undefined) throw new Error(`no connection is called ${formatConnectionRef(target)}`);
      // What was read as another user, or before etcd came back, is not shown again.
      queryClient.removeQueries({ queryKey: etcdCache.connection(connection.id) });
      await queryClient.fetchQuery(healthQuery(connection));
      return connection;
    },
    onSuccess: (connection, { password }) => {
      if (connection.ref.kind === "free") {
        rememberPassword(connection.id, password);
        rememberProfile(connection.id);
      }
      onConnected(connection.id);
    },
  });

  const choose = (id: string | undefined) => {
    connect.reset();
    setErrors({});
    setChosen(id);
    setForm(formFor(id));
  };
  const submit = () => {
    if (configured !== undefined) {
      connect.mutate({ target: { kind: "configured", name: configured.name }, password: undefined });
      return;
    }
    const read = readForm(form);
    setErrors("errors" in read ? read.errors : {});
    if ("ref" in read) connect.mutate({ target: read.ref, password: form.password });
  };
  useAct("connection.connect", submit, connect.isPending ? "Connecting already" : undefined);

  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto max-w-[1060px] px-6 py-10">
        <div className="mb-3 flex items-center justify-between">
          <h1 className="text-xl font-semibold">Connections</h1>
          {config.freeHosts && (
            <Button onClick={() => choose(undefined)}>
              <Plus /> New
            </Button>
          )}
        </div>
        <div className="grid grid-cols-[minmax(260px,340px)_minmax(0,1fr)] items-start gap-3.5">
          <ConnectionList
            configured={config.connections}
            profiles={config.freeHosts ? profiles : []}
            chosen={chosen}
            onChoose={choose}
            onForget={(id) => {
              forgetProfile(id);
              rememberPassword(id, undefined);
              if (chosen === id) choose(config.connections[0]?.name);
            }}
          />
          <div className="flex flex-col gap-3.5">
            {configured === undefined ? (
              <FreeCard
                form={form}
                errors={errors}
                allowed={config.freeHosts}
                busy={connect.isPending}
                onChange={(change) => setForm((before) => ({ ...before, ...change }))}
                onSubmit={submit}
              />
            ) : (
              <ConfiguredCard connection={configured} busy={connect.isPending} />
            )}
            {connect.isError && (
              <section aria-label="Why it failed" className="rounded-[10px] border border-line bg-panel py-4">
                <FailurePanel failure={failureOf(connect.error)} />
              </section>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

function formFor(id: string | undefined): ConnectionForm {
  const ref = id === undefined ? undefined : parseConnectionRef(id);
  return ref?.kind === "free" ? fillForm(ref) : emptyForm;
}
