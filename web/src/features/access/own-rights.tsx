import { formatName } from "@etcd-explorer/shared/model/key-text";
import { rootName } from "@etcd-explorer/shared/model/auth";
import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { screenPlace } from "#/ui/screen-place.ts";
import type { AccessState } from "#/features/access/change/everybody-query.ts";
import { PermissionTable } from "#/features/access/detail/permission-table.tsx";

interface OwnRightsProps {
  readonly own: NonNullable<AccessState["own"]>;
  readonly readAt: ReactNode;
}

/** A limited user's own rights: the others are not for it to see. */
export function OwnRights({ own: { user, roles }, readAt }: OwnRightsProps) {
  return (
    <div tabIndex={-1} {...screenPlace} className="min-h-0 flex-1 overflow-auto p-5">
      <div className="mx-auto flex max-w-[860px] flex-col gap-4">
        <header className="flex flex-wrap items-center justify-between gap-2.5">
          <h1 className="text-xl font-semibold">Access</h1>
          {readAt}
        </header>
        <p className="flex items-center gap-2 text-muted [&_svg]:size-4">
          <UserRound /> Signed in as <b className="font-mono text-text">{formatName(user)}</b>
          {roles.length === 0
            ? ", without a role."
            : ` with the ${roles.length === 1 ? "role" : "roles"} ${roles.map(({ name }) => formatName(name)).join(", ")}.`}{" "}
          Only users with the role {rootName} see other users and roles.
        </p>
        <PermissionTable
          title="Your permissions"
          everythingBy={roles.some(({ name }) => name === rootName) ? rootName : undefined}
          permissions={roles.flatMap(({ name, permissions }) =>
            permissions.map((permission) => ({ permission, role: name })),
          )}
        />
      </div>
    </div>
  );
}
