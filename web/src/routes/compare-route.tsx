import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { configQuery } from "#/api/connection/config-query.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { CompareScreen } from "#/features/compare/compare-screen.tsx";
import { formatCompareAddress, parseCompareAddress } from "#/features/compare/model/compare-address.ts";
import { formatSearchText } from "./address/search-text.ts";
import { ComparePrefixField } from "./compare-prefix-field.tsx";
import { ConnectedRoute } from "./connected-route.tsx";
import { useNamedConnection } from "./use-named-connection.ts";
import { useReadAsUser } from "./use-read-as-user.ts";

/** `/c/…/compare`. */
export function CompareRoute() {
  const { connection } = useParams({ from: "/c/$connection/compare" });
  return <ConnectedRoute name={connection}>{() => <Comparing />}</ConnectedRoute>;
}

function Comparing() {
  const { connection: path } = useParams({ from: "/c/$connection/compare" });
  const search = useSearch({ from: "/c/$connection/compare" });
  const navigate = useNavigate({ from: "/c/$connection/compare" });
  const config = useQuery(configQuery).data;
  const { address, problems } = parseCompareAddress(search, path);
  const left = useNamedConnection(address.left.connection, config);
  const right = useNamedConnection(address.right.connection, config);
  return (
    <>
      {left !== undefined && <ReadAsUser key={`left ${left.connection.id}`} connection={left.connection} />}
      {right !== undefined && <ReadAsUser key={`right ${right.connection.id}`} connection={right.connection} />}
      <CompareScreen
        address={address}
        problems={problems}
        shown={search}
        connections={{ left, right }}
        prefixField={ComparePrefixField}
        onChange={(next) =>
          // How the result is shown was meant for the one before.
          void navigate({ search: ({ at }) => ({ at, ...formatCompareAddress(next, path) }) })
        }
        onShow={(fields) => void navigate({ replace: true, search: (before) => ({ ...before, ...fields }) })}
        onOpenKey={(connection, key, at) =>
          void navigate({ to: "/c/$connection/keys", params: { connection }, search: { key: formatKey(key), at } })
        }
        linkOf={(pinned) => {
          const { origin, pathname } = window.location;
          return `${origin}${pathname}${formatSearchText(formatCompareAddress(pinned, path))}`;
        }}
      />
    </>
  );
}

/** What is read of a side belongs to whoever is signed in there. */
function ReadAsUser({ connection }: { readonly connection: Connection }) {
  useReadAsUser(connection);
  return null;
}
