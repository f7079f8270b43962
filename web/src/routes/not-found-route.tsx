import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { StatePanel } from "#/ui/state-panel.tsx";

/** A URL that leads nowhere. */
export function NotFoundRoute() {
  return (
    <StatePanel icon={<Compass />} title="There is no such page">
      <p>
        The link may be cut or from another version.{" "}
        <Link to="/" className="text-accent underline">
          Go to connections
        </Link>
      </p>
    </StatePanel>
  );
}
