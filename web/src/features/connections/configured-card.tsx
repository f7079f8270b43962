import type { ConfiguredConnection } from "@etcd-explorer/shared/contract/schemas";
import { FormButtons, FormCard, SignInFields, type CardProps } from "./form-card.tsx";

/** A connection that the server knows: its address and password stay there; one may sign in as somebody else. */
export function ConfiguredCard({
  connection,
  busy,
  ...fields
}: CardProps & { readonly connection: ConfiguredConnection }) {
  return (
    <FormCard>
      <div className="col-span-6">
        <h2 className="text-lg font-semibold">{connection.label ?? connection.name}</h2>
        <p className="mt-1 text-muted">
          The address and password stay on the server.
          {connection.sample === true &&
            " This is a sample etcd. Feel free to experiment: its data is deleted when the explorer stops."}
        </p>
      </div>
      <SignInFields
        {...fields}
        className="col-span-6 sm:col-span-3"
        hint={
          connection.user === undefined
            ? "Leave empty if authentication is off"
            : `Leave empty to sign in as ${connection.user}`
        }
      />
      <FormButtons busy={busy}>
        <span className="text-muted">{connection.readOnly ? "Read-only access" : "Read and write access"}</span>
      </FormButtons>
    </FormCard>
  );
}
