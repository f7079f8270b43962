import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { EtcdctlConnection } from "@etcd-explorer/shared/command/etcdctl/read/etcdctl-flags";
import { Activity, ClipboardPaste, Plus } from "lucide-react";
import { Suspense, useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { checkSignIn } from "#/api/client/sign-in-probe.ts";
import { healthQuery } from "#/api/connection/health-query.ts";
import { listConnections } from "#/api/connection/known-connections.ts";
import { statesKey } from "#/api/connection/state-query.ts";
import { quietClientOf } from "#/api/client/page-client.ts";
import { rememberConnection } from "#/stores/saved-connections.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { ConfiguredCard } from "./configured-card.tsx";
import { formFor } from "./connection-form-model.ts";
import { ConnectionList } from "./connection-list.tsx";
import { NoOwnCard, OwnCard } from "./own-card.tsx";
import { describePasted, fillPasted } from "./pasted.ts";
import { useConnectionForm, type ReadConnection } from "./use-connection-form.ts";
import { useDoctor } from "./use-doctor.ts";
import { keepConnection, useOwnConnectionActs } from "./use-own-connection-acts.ts";

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
  const queryClient = useQueryClient();
  const chooser = useConnectionForm(config, initial);
  const { chosen, configured, form, errors } = chooser;
  const [note, setNote] = useState<string>();
  const [pasting, setPasting] = useState(false);
  const doctor = useDoctor();

  const connect = useMutation({
    mutationFn: async ({ connection }: ReadConnection) => {
      // What was read as another user, or before etcd came back, is not shown again.
      queryClient.removeQueries({ queryKey: etcdCache.connection(connection.id) });
      await queryClient.fetchQuery(healthQuery(connection));
      const refused = await checkSignIn(quietClientOf(connection));
      if (refused !== undefined) throw new FailureError(refused);
    },
    onError: (_, { connection }) => doctor.examine(connection),
    onSuccess: (_, { connection, saved }) => {
      if (saved !== undefined) {
        keepConnection(saved, chosen);
        rememberConnection(saved.id);
      }
      onConnected(connection.id);
    },
  });

  const choose: typeof chooser.choose = (...choice) => {
    connect.reset();
    doctor.clear();
    setNote(undefined);
    chooser.choose(...choice);
  };
  const connectTo = (read: ReadConnection | undefined) => {
    doctor.clear();
    if (read !== undefined && !connect.isPending) connect.mutate(read);
  };
  const busy = connect.isPending || doctor.busy;
  useAct("connection.connect", () => connectTo(chooser.read()), connect.isPending ? "Already connecting" : undefined);
  useAct(
    "connection.diagnose",
    () => {
      const read = chooser.read();
      if (read !== undefined) void doctor.examine(read.connection);
    },
    busy ? "Already running" : undefined,
  );
  const fixed = config.freeHosts ? undefined : "This server allows only configured connections";
  useAct("connection.new", () => choose(undefined), fixed);
  useAct("connection.paste", () => setPasting(true), fixed);
  useAct("connection.test", () => void queryClient.refetchQueries({ queryKey: statesKey }));
  useOwnConnectionActs(chooser, choose, config);

  const takePasted = (pasted: EtcdctlConnection) => {
    choose(undefined, fillPasted(pasted));
    setNote(describePasted(pasted));
  };
  const fields = { form, errors, busy: connect.isPending, onChange: chooser.change };
  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto max-w-[1060px] px-4 py-6 sm:px-6 sm:py-10">
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <h1 className="flex-1 text-xl font-semibold">Connections</h1>
          <ActButton act="connection.test" label="Test all" icon={<Activity />} />
          <ActButton act="connection.paste" icon={<ClipboardPaste />} />
          <ActButton act="connection.new" label="New connection" icon={<Plus />} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(260px,340px)_minmax(0,1fr)] items-start gap-3.5">
          <ConnectionList
            known={listConnections(config, chooser.saved)}
            allowsOwn={config.freeHosts}
            chosen={chosen}
            onChoose={choose}
            onConnect={(id) => {
              const filled = formFor(id, chooser.saved);
              if (id !== chosen) choose(id, filled);
              connectTo(id === chosen ? chooser.read() : chooser.read(id, filled));
            }}
          />
          <div className="flex min-w-0 flex-col gap-3.5">
            {configured !== undefined && <ConfiguredCard connection={configured} {...fields} />}
            {configured === undefined && !config.freeHosts && <NoOwnCard />}
            {configured === undefined && config.freeHosts && (
              <OwnCard key={chooser.round} note={note} isSaved={chooser.isSaved} {...fields} />
            )}
            <Suspense>{doctor.steps !== undefined && <Diagnosis steps={doctor.steps} />}</Suspense>
          </div>
        </div>
      </div>
      {pasting && <PasteDialog onClose={() => setPasting(false)} onRead={takePasted} />}
    </div>
  );
}
