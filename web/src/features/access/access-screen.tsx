import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { rootName } from "@etcd-explorer/shared/auth";
import { formatConnectionRef } from "@etcd-explorer/shared/connection-ref";
import { failureOf } from "@etcd-explorer/shared/failure";
import type { AdminRequest } from "@etcd-explorer/shared/admin-request";
import { KeyRound, RefreshCw, ShieldCheck, ShieldOff, UserPlus, UsersRound } from "lucide-react";
import { useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection-context.tsx";
import { equivalentTarget } from "#/api/equivalent-target.ts";
import { etcdCache } from "#/api/etcd-cache.ts";
import { useAdmin } from "#/api/use-admin.ts";
import { rememberCredentials } from "#/stores/credentials.ts";
import { notifyDone } from "#/stores/done-notice.ts";
import { notifyWriteFailure } from "#/stores/write-notice.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { FailurePanel } from "#/ui/failure-panel.tsx";
import { accessQuery, type AccessState } from "./access-query.ts";
import { CreateDialog } from "./create-dialog.tsx";
import { DisableDialog } from "./disable-dialog.tsx";
import { EnableDialog } from "./enable-dialog.tsx";
import { NameList } from "./name-list.tsx";
import { OwnRights } from "./own-rights.tsx";
import { RoleDetail } from "./role-detail.tsx";
import { UserDetail } from "./user-detail.tsx";
import { WhoPanel } from "./who-panel.tsx";

type Open = "enable" | "disable" | "user" | "role";

/** Users, roles and permissions, and who may do what. */
export function AccessScreen() {
  const { connection } = useConnected();
  const admin = useAdmin();
  const access = useQuery(accessQuery(admin, connection));
  useAct("access.refresh", () => void access.refetch());
  if (access.isError) {
    return (
      <FailurePanel
        failure={failureOf(access.error)}
        actions={<Button onClick={() => void access.refetch()}>Try again</Button>}
      />
    );
  }
  if (access.data === undefined)
    return <div aria-busy="true" aria-label="Reading users and roles" className="skeleton m-5 h-40" />;
  if (access.data.own !== undefined) return <OwnRights own={access.data.own} />;
  return <Everybody access={access.data} fetching={access.isFetching} />;
}

/** Does something to users or roles, says how it ended, and reads them again. */
export type Change = (request: AdminRequest, done: string) => Promise<boolean>;

function Everybody({ access, fetching }: { readonly access: AccessState; readonly fetching: boolean }) {
  const { connection } = useConnected();
  const admin = useAdmin();
  const queryClient = useQueryClient();
  const search = useSearch({ from: "/c/$connection/access" });
  const navigate = useNavigate({ from: "/c/$connection/access" });
  const [open, setOpen] = useState<Open>();
  const { enabled, everybody: { users, roles } = { users: [], roles: [] } } = access;
  const readAgain = () => queryClient.invalidateQueries({ queryKey: etcdCache.users(connection.id) });
  const change: Change = async (request, done) => {
    try {
      await admin.call(request);
      notifyDone(done, { request, target: equivalentTarget(connection) });
      return true;
    } catch (error) {
      notifyWriteFailure(error, { failed: "Could not change users or roles", look: "Refresh to see" });
      return false;
    } finally {
      await readAgain();
    }
  };
  // A free address carries its user in the link: one goes on as root at the same place.
  const continueAsRoot = (password: string) => {
    const { ref } = connection;
    const id = ref.kind === "free" ? formatConnectionRef({ ...ref, user: rootName }) : connection.id;
    rememberCredentials(id, { username: rootName, password });
    if (id === connection.id) void readAgain();
    else void navigate({ to: "/c/$connection/access", params: { connection: id } });
  };
  const readOnly = connection.readOnly ? "This connection is read-only" : undefined;
  useAct("access.enable", () => setOpen("enable"), readOnly ?? (enabled === true ? "It is on already" : undefined));
  useAct("access.disable", () => setOpen("disable"), readOnly ?? (enabled === false ? "It is off already" : undefined));
  useAct("user.create", () => setOpen("user"), readOnly);
  useAct("role.create", () => setOpen("role"), readOnly);
  useAct("access.who", () => void navigate({ search: { key: search.key ?? "/" } }));
  const user = users.find(({ name }) => name === search.user);
  const role = roles.find(({ name }) => name === search.role);
  return (
    <div className="flex h-full flex-col">
      <header className="flex items-center gap-2.5 border-b border-line px-5 pt-4 pb-3">
        <h1 className="text-xl font-semibold">Access</h1>
        <AuthBadge enabled={enabled} />
        <div className="flex-1" />
        <ActButton act="access.who" label="Who may…?" icon={<UsersRound />} />
        <ActButton act="access.refresh" label="Refresh" icon={<RefreshCw />} busy={fetching} />
        {enabled === true ? (
          <ActButton act="access.disable" label="Disable…" icon={<ShieldOff />} variant="danger" />
        ) : (
          <ActButton act="access.enable" label="Enable…" icon={<ShieldCheck />} variant="primary" />
        )}
      </header>
      {enabled === false && (
        <p role="status" className="border-b border-line bg-warn-bg px-5 py-1.5 text-warn">
          Authentication is off: whoever reaches etcd may read and write everything. What stands below applies once it
          is on.
        </p>
      )}
      <div className="grid min-h-0 flex-1 grid-cols-[260px_minmax(0,1fr)]">
        <div className="flex min-h-0 flex-col gap-4 overflow-auto border-r border-line p-3">
          <NameList
            title="Users"
            names={users.map(({ name }) => name)}
            current={user?.name}
            onOpen={(name) => void navigate({ search: { user: name } })}
            action={
              <ActButton act="user.create" label={null} icon={<UserPlus />} variant="ghost" className="w-7 px-0" />
            }
          />
          <NameList
            title="Roles"
            names={roles.map(({ name }) => name)}
            current={role?.name}
            onOpen={(name) => void navigate({ search: { role: name } })}
            action={
              <ActButton act="role.create" label={null} icon={<KeyRound />} variant="ghost" className="w-7 px-0" />
            }
          />
        </div>
        <div className="min-h-0 overflow-auto p-5">
          {user !== undefined && (
            <UserDetail key={user.name} user={user} users={users} roles={roles} enabled={enabled} change={change} />
          )}
          {role !== undefined && <RoleDetail key={role.name} role={role} users={users} change={change} />}
          {user === undefined && role === undefined && (
            <WhoPanel
              users={users}
              roles={roles}
              enabled={enabled}
              text={search.key ?? ""}
              onAsk={(key) => void navigate({ search: key === "" ? {} : { key }, replace: true })}
            />
          )}
        </div>
      </div>
      {(open === "user" || open === "role") && (
        <CreateDialog
          kind={open}
          taken={(open === "user" ? users : roles).map(({ name }) => name)}
          change={change}
          onClose={() => setOpen(undefined)}
          onCreated={(name) => {
            setOpen(undefined);
            void navigate({ search: open === "user" ? { user: name } : { role: name } });
          }}
        />
      )}
      {open === "enable" && (
        <EnableDialog
          users={users}
          onClose={() => setOpen(undefined)}
          onChanged={() => void readAgain()}
          onEnabled={(password) => {
            setOpen(undefined);
            continueAsRoot(password);
          }}
        />
      )}
      {open === "disable" && <DisableDialog change={change} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

function AuthBadge({ enabled }: { readonly enabled: boolean | undefined }) {
  if (enabled === undefined) return <Badge tone="plain">not known whether it is on</Badge>;
  return enabled ? <Badge tone="ok">authentication is on</Badge> : <Badge tone="warn">authentication is off</Badge>;
}
