/** Why a change of members is not offered: it is mistyped, etcd would refuse it, or it would cost the quorum. */
import { memberName, quorumOf, type Member } from "../../model/cluster.ts";
import { joinNames } from "../verdict/rule.ts";

/** A member and whether it runs; undefined: nobody knows. */
export interface MemberState {
  readonly member: Member;
  readonly alive: boolean | undefined;
}

export interface NewMember {
  readonly name: string;
  readonly peerUrls: readonly string[];
  /** It is not promoted, and never votes unless somebody promotes it later. */
  readonly staysLearner?: boolean;
}

/** The members that vote. */
export const votersAmong = (members: readonly MemberState[]): readonly MemberState[] =>
  members.filter(({ member }) => !member.isLearner);
const countAlive = (members: readonly MemberState[]) => members.filter(({ alive }) => alive === true).length;

/** Who belongs to the cluster is itself decided by a majority of the voters; undefined: one runs, or may run. */
export function checkQuorum(members: readonly MemberState[]): string | undefined {
  const voters = votersAmong(members);
  const running = voters.filter(({ alive }) => alive !== false).length;
  return running >= quorumOf(voters.length)
    ? undefined
    : "No quorum: members cannot be changed. Restart the missing members with their data.";
}

/** What is wrong with peer URLs; undefined: nothing. */
export function checkPeerUrls(urls: readonly string[], members: readonly Member[]): string | undefined {
  if (urls.length === 0) return "Enter a peer URL, for example http://10.0.0.7:2380.";
  for (const url of urls) {
    const parsed = URL.parse(url);
    if (parsed === null || !/^https?:$/.test(parsed.protocol) || !/:\d+$/.test(url)) {
      return `${url} is not a peer URL. Use http://HOST:PORT or https://HOST:PORT.`;
    }
    const taken = members.find(({ peerUrls }) => peerUrls.includes(url));
    if (taken !== undefined) return `${url} already belongs to ${memberName(taken)}.`;
  }
  return undefined;
}

/** What is wrong with a new member; undefined: nothing. */
export function checkNew({ name, peerUrls }: NewMember, members: readonly MemberState[]): string | undefined {
  const known = members.map(({ member }) => member);
  if (!/^[\w.-]+$/.test(name)) return "Enter a name of letters, digits, dots and dashes.";
  if (known.some((member) => member.name === name)) return `A member named ${name} already exists.`;
  return checkPeerUrls(peerUrls, known);
}

/** Source: etcd server, mayAddMember: it takes nobody in while a voting member is away. */
export function checkAllVotersRun(members: readonly MemberState[]): string | undefined {
  const away = votersAmong(members).filter(({ alive }) => alive === false);
  if (away.length === 0) return undefined;
  const names = joinNames(away.map(({ member }) => memberName(member)));
  return away.length === 1
    ? `etcd adds no member while ${names} is down. Restart or replace it.`
    : `etcd adds no member while ${names} are down. Restart or replace them.`;
}

/** etcd looks only at how much of the log a learner has: one that has stopped since would vote, and cost the quorum. */
export function promotionRefusal(learner: Member, members: readonly MemberState[]): string | undefined {
  const runs = members.find(({ member }) => member.id === learner.id)?.alive;
  return runs === false
    ? `${memberName(learner)} is not running. Start it first: as a voter it could cost the quorum.`
    : undefined;
}

/** Why taking a member away would cost the quorum; undefined: it would not. */
export function removalRefusal(member: Member, members: readonly MemberState[]): string | undefined {
  const left = members.filter((state) => state.member.id !== member.id);
  if (left.length === 0) return "The only member cannot be removed.";
  if (member.isLearner) return undefined;
  const voters = votersAmong(left);
  if (voters.length === 0) return "No voting member would be left.";
  const needed = quorumOf(voters.length);
  const unsure = voters.filter(({ alive }) => alive === undefined).length;
  const alive = countAlive(voters);
  if (alive >= needed) return undefined;
  if (alive + unsure >= needed) return "Cannot tell whether the remaining members keep a quorum.";
  return `Only ${alive} of the ${voters.length} remaining members ${alive === 1 ? "is" : "are"} up and ${needed} are needed: the cluster would lose quorum.`;
}
