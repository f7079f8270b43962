import { formatName } from "@etcd-explorer/shared/model/key-text";
import { rootName } from "@etcd-explorer/shared/model/auth";
import { UserRound } from "lucide-react";
import type { AccessState } from "#/features/access/change/everybody-query.ts";
import { PermissionTable } from "#/features/access/detail/permission-table.tsx";

/** A limited user's own rights: the others are not for it to see. */
export function OwnRights({ own: { user, roles } }: { readonly own: NonNullable<AccessState["own"]> }) {
  return (
    <div className="h-full overflow-auto p-5">
      <div className="mx-auto flex max-w-[860px] flex-col gap-4">
        <h1 className="text-xl font-semibold">Access</h1>
        <p className="flex items-center gap-2 text-muted [&_svg]:size-4">
          <UserRound /> You are <b className="font-mono text-text">{formatName(user)}</b>
          {roles.length === 0
            ? ", without any role."
            : ` with ${roles.map(({ name }) => formatName(name)).join(", ")}.`}{" "}
          Users and roles of others are shown to those with the role {rootName}.
        </p>
        <PermissionTable
          title="What you may do"
          everythingBy={roles.some(({ name }) => name === rootName) ? rootName : undefined}
          permissions={roles.flatMap(({ name, permissions }) =>
            permissions.map((permission) => ({ permission, role: name })),
          )}
        />
      </div>
    </div>
  );
}
