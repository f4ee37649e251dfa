import type { DatabaseSync } from "node:sqlite";
import { assign } from "./assign.ts";
import { hasEnded, processIdentity } from "./process-identity.ts";
import { Refusal } from "./write-operations.ts";
import type { Claim, SyncInput, SyncOutput } from "./write-operations.ts";

type MemberRow = { id: string; partitions: string; deadline: number; process: string };
type OwnershipRow = { partition_id: number; member_id: string; generation: number; wanted_since: number | null };

/**
 * The coordinator of consumer groups, every call within the transaction that is open.
 *
 * A change of members makes a new generation and new shares. A partition changes hands in two steps, so that its batch in
 * hand is finished by one member before the next begins: the holder learns that it is due to another and releases it, then
 * the other claims it. A holder that does not let go within a session timeout loses it, as one that is silent does.
 */
export function createMembership(database: DatabaseSync) {
  const expiry = createExpiry(database);
  const nextGeneration = database.prepare(
    `INSERT INTO consumer_group (name, generation) VALUES (?, 1)
     ON CONFLICT (name) DO UPDATE SET generation = generation + 1 RETURNING generation`,
  );
  const currentGeneration = database.prepare("SELECT generation FROM consumer_group WHERE name = ?");
  const members = database.prepare(
    "SELECT id, partitions FROM member WHERE group_name = ? ORDER BY joined_generation, id",
  );
  const touch = database.prepare("UPDATE member SET deadline = ? + session_ms WHERE id = ?");
  const insertMember = database.prepare(
    `INSERT INTO member (id, group_name, joined_generation, partitions, session_ms, deadline, process)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const deleteMember = database.prepare("DELETE FROM member WHERE id = ?");
  const ownerships = database.prepare("SELECT * FROM ownership WHERE group_name = ?");
  const release = database.prepare(
    "DELETE FROM ownership WHERE group_name = ? AND partition_id = ? AND member_id = ? AND generation = ?",
  );
  const releaseAll = database.prepare("DELETE FROM ownership WHERE group_name = ? AND member_id = ?");
  const claim = database.prepare(
    "INSERT OR REPLACE INTO ownership (group_name, partition_id, member_id, generation) VALUES (?, ?, ?, ?)",
  );
  const want = database.prepare("UPDATE ownership SET wanted_since = ? WHERE group_name = ? AND partition_id = ?");
  const owns = database.prepare(
    "SELECT 1 FROM ownership WHERE group_name = ? AND partition_id = ? AND member_id = ? AND generation = ?",
  );
  const storeOffset = database.prepare(
    "INSERT OR REPLACE INTO committed_offset (group_name, partition_id, next_offset) VALUES (?, ?, ?)",
  );

  function sync(input: SyncInput): SyncOutput {
    const { group, member, partitionIds, sessionMs } = input;
    const now = Date.now();
    let changed = expiry(group, member, now);
    for (const { partitionId, generation } of input.released) {
      changed = release.run(group, partitionId, member, generation).changes > 0 || changed;
    }
    const joins = touch.run(now, member).changes === 0;
    const generation = joins || changed ? bump(group) : readGeneration(group);
    if (joins) {
      const partitions = JSON.stringify(partitionIds);
      insertMember.run(member, group, generation, partitions, sessionMs, now + sessionMs, processIdentity);
    }
    const share = shareOf(group, member);
    claimShare(input, share, generation, now);
    const held = heldBy(group, member);
    return { generation, held, due: held.map((h) => h.partitionId).filter((id) => !share.has(id)) };
  }

  function shareOf(group: string, member: string): Set<number> {
    const rows = members.all(group) as Pick<MemberRow, "id" | "partitions">[];
    const shares = assign(rows.map((row) => ({ id: row.id, partitionIds: JSON.parse(row.partitions) as number[] })));
    return shares.get(member) ?? new Set();
  }

  function claimShare({ group, member, sessionMs }: SyncInput, share: Set<number>, generation: number, now: number) {
    const rows = new Map((ownerships.all(group) as OwnershipRow[]).map((row) => [row.partition_id, row]));
    for (const partitionId of share) {
      const row = rows.get(partitionId);
      const overdue = row?.wanted_since != null && Math.abs(now - row.wanted_since) > sessionMs;
      if (row?.member_id === member) {
        if (row.wanted_since !== null) want.run(null, group, partitionId);
      } else if (row === undefined || overdue) {
        claim.run(group, partitionId, member, overdue ? bump(group) : generation);
      } else if (row.wanted_since === null) {
        want.run(now, group, partitionId);
      }
    }
  }

  function heldBy(group: string, member: string) {
    const rows = ownerships.all(group) as OwnershipRow[];
    return rows
      .filter((row) => row.member_id === member)
      .map((row) => ({ partitionId: row.partition_id, generation: row.generation }));
  }

  function bump(group: string): number {
    return (nextGeneration.get(group) as { generation: number }).generation;
  }

  function readGeneration(group: string): number {
    return (currentGeneration.get(group) as { generation: number }).generation;
  }

  function heartbeat({ group, member, partitionId, generation }: Claim): void {
    if (owns.get(group, partitionId, member, generation) === undefined) {
      throw new Refusal("stale", "this consumer no longer holds the partition");
    }
    touch.run(Date.now(), member);
  }

  function commit(input: Claim & { nextOffset: number }): void {
    heartbeat(input);
    storeOffset.run(input.group, input.partitionId, input.nextOffset);
  }

  function leave({ group, member }: { group: string; member: string }): void {
    releaseAll.run(group, member);
    if (deleteMember.run(member).changes > 0) bump(group);
  }

  return { sync, heartbeat, commit, leave };
}

/** Removes the members of a group that were silent for too long, or whose process has ended; true when there was one. */
function createExpiry(database: DatabaseSync): (group: string, except: string, now: number) => boolean {
  // A deadline further off than a session means that the clock was set back since.
  const clamp = database.prepare(
    "UPDATE member SET deadline = ?1 + session_ms WHERE group_name = ?2 AND deadline > ?1 + session_ms",
  );
  const others = database.prepare("SELECT id, deadline, process FROM member WHERE group_name = ? AND id <> ?");
  const deleteMember = database.prepare("DELETE FROM member WHERE id = ?");
  const releaseAll = database.prepare("DELETE FROM ownership WHERE group_name = ? AND member_id = ?");

  return (group, except, now) => {
    clamp.run(now, group);
    const rows = others.all(group, except) as Pick<MemberRow, "id" | "deadline" | "process">[];
    const gone = rows.filter((row) => row.deadline < now || hasEnded(row.process));
    for (const { id } of gone) {
      releaseAll.run(group, id);
      deleteMember.run(id);
    }
    return gone.length > 0;
  };
}
