import { endpointsOf } from "@etcd-explorer/shared/model/connection-ref";
import { formatHostPort } from "@etcd-explorer/shared/model/failure";
import { Plug } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { rememberConnection } from "#/stores/saved-connections.ts";
import { StatePanel } from "#/ui/state-panel.tsx";

/** A link to a server that this browser has not used: nothing is sent there before a person agrees. */
export function AskFirst({ connection }: { readonly connection: Connection }) {
  const { id, ref } = connection;
  useAct("connection.connect", () => rememberConnection(id));
  const addresses = ref.kind === "free" ? endpointsOf(ref).map(({ host, port }) => formatHostPort(host, port)) : [id];
  return (
    <StatePanel
      icon={<Plug />}
      level={1}
      title={`Connect to ${addresses.join(", ")}?`}
      actions={
        <>
          <ActButton act="connections.open" label="Go to connections" />
          <ActButton act="connection.connect" variant="primary" label="Connect" icon={<Plug />} showShortcut />
        </>
      }
    >
      <p>This link opens a server you have not used in this browser. Nothing has been sent yet.</p>
      <p>
        The explorer will read its version and keys{connection.tls ? " over TLS" : ""}. No user or password is sent.
      </p>
    </StatePanel>
  );
}
