import { GenericContainer, getContainerRuntimeClient, Wait } from "testcontainers";

/** A disk of its own for an engine's data, small enough to be filled; in memory, kept until it is removed. */
export type SmallDisk = Readonly<{
  /** What a container mounts. */
  volume: string;
  /** Leaves no room at all. */
  fill: () => Promise<void>;
  /** Takes the filling away. */
  free: () => Promise<void>;
  /** Removes it with what is on it, after the containers that mount it. */
  remove: () => Promise<void>;
}>;

let disks = 0;

/** Makes a disk of so many MiB that user and group `uid` may write. */
export async function makeSmallDisk(mebibytes: number, uid: number): Promise<SmallDisk> {
  const volume = `projectionist-disk-${process.pid}-${disks++}`;
  const { container } = await getContainerRuntimeClient();
  const options = { type: "tmpfs", device: "tmpfs", o: `size=${mebibytes}m,uid=${uid},gid=${uid}` };
  await container.dockerode.createVolume({ Name: volume, Driver: "local", DriverOpts: options });
  // It is there as long as a container mounts it, and engines come and go.
  const keeper = await new GenericContainer("redis:7")
    .withEntrypoint(["sh", "-c", "echo mounted; exec sleep infinity"])
    .withWaitStrategy(Wait.forLogMessage("mounted"))
    .withBindMounts([{ source: volume, target: "/disk" }])
    .start();
  return {
    volume,
    fill: async () => void (await keeper.exec(["sh", "-c", "cat /dev/zero > /disk/filling || true"])),
    free: async () => void (await keeper.exec(["rm", "/disk/filling"])),
    async remove() {
      await keeper.stop();
      await container.dockerode.getVolume(volume).remove();
    },
  };
}
