import { useParams } from "@tanstack/react-router";
import { LeasesScreen } from "#/features/leases/leases-screen.tsx";
import { ConnectedRoute } from "./connected-route.tsx";

/** `/c/…/leases`. */
export function LeasesRoute() {
  const { connection: name } = useParams({ from: "/c/$connection/leases" });
  return <ConnectedRoute name={name}>{() => <LeasesScreen />}</ConnectedRoute>;
}
