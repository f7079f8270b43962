import { endpointsOf } from "@etcd-explorer/shared/model/connection-ref";
import { formatHostPort } from "@etcd-explorer/shared/model/failure";
import type { SideName } from "@etcd-explorer/shared/read/compare/side";
import { Plug } from "lucide-react";
import type { Connection } from "#/api/connection/connection.ts";
import { sideLetters } from "#/features/compare/model/side-words.ts";
import { rememberConnection } from "#/stores/saved-connections.ts";
import { Button } from "#/ui/button.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";

interface AskSideProps {
  readonly name: SideName;
  readonly connection: Connection;
}

/** A link whose side is a server that this browser has not used: nothing is sent there before a person agrees. */
export function AskSide({ name, connection: { id, ref, tls } }: AskSideProps) {
  const addresses = ref.kind === "free" ? endpointsOf(ref).map(({ host, port }) => formatHostPort(host, port)) : [id];
  return (
    <StatePanel
      icon={<Plug />}
      title={`Connect side ${sideLetters[name]} to ${addresses.join(", ")}?`}
      actions={
        <Button variant="primary" onClick={() => rememberConnection(id)}>
          <Plug /> Connect
        </Button>
      }
    >
      <p>You have not used this server in this browser. Nothing has been sent there yet.</p>
      <p>The explorer will read its keys{tls ? " over TLS" : ""}. No user or password is sent.</p>
    </StatePanel>
  );
}
