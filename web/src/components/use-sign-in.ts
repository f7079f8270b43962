import { useNavigate } from "@tanstack/react-router";
import { formatConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { rememberCredentials, type Credentials } from "#/stores/credentials.ts";
import { rememberConnection } from "#/stores/saved-connections.ts";

/**
 * Goes on as somebody else at the same place. What was read as another user is read again by the route, which sees the
 * credentials change; a free address carries its user in the URL, which changes with it. `onMoved` hears of that in
 * place of the URL's path, where the connection is another one than that of the screen.
 */
export function useSignIn(onMoved?: (connectionId: string) => void): (credentials: Credentials) => void {
  const { connection } = useConnected();
  const navigate = useNavigate();
  return (credentials) => {
    const { ref } = connection;
    const id = ref.kind === "free" ? formatConnectionRef({ ...ref, user: credentials.username }) : connection.id;
    rememberCredentials(id, credentials);
    if (ref.kind === "free") rememberConnection(id);
    if (id === connection.id) return;
    if (onMoved !== undefined) return onMoved(id);
    void navigate({ to: ".", params: (before) => ({ ...before, connection: id }), search: true });
  };
}
