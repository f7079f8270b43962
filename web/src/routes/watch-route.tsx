import { useNavigate, useParams } from "@tanstack/react-router";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { WatchScreen } from "#/features/watch/watch-screen.tsx";
import { ConnectedRoute } from "./connected-route.tsx";

/** `/c/…/watch`. */
export function WatchRoute() {
  const { connection: name } = useParams({ from: "/c/$connection/watch" });
  const navigate = useNavigate();
  return (
    <ConnectedRoute name={name}>
      {() => (
        <WatchScreen
          onOpenKey={(key, at) =>
            void navigate({
              to: "/c/$connection/keys",
              params: { connection: name },
              search: { key: formatKey(key), at },
            })
          }
        />
      )}
    </ConnectedRoute>
  );
}
