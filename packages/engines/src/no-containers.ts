import { getContainerRuntimeClient } from "testcontainers";

/** Why no containers can be started; undefined where they can. */
export async function whyNoContainers(): Promise<string | undefined> {
  try {
    await getContainerRuntimeClient();
    return undefined;
  } catch (error) {
    return `no container engine: ${(error as Error).message}`;
  }
}
