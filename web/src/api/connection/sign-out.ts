import { sessionPath } from "@etcd-explorer/shared/contract/endpoints";

/** Ends this browser's session and leads to where one signs in. What the tab knows of passwords goes with the page. */
export async function signOut(): Promise<void> {
  const answer = await fetch(sessionPath, { method: "DELETE" });
  if (!answer.ok) throw new Error(`Could not sign out. The server returned HTTP ${answer.status}. Try again.`);
  location.assign(sessionPath);
}
