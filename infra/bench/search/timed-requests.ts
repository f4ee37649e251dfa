import { Agent, get } from "node:http";

export type Timed = Readonly<{ status: number; ms: number }>;

/** Status and milliseconds until each reply is read whole; one after the other, over one connection. */
export async function timeRequests({ url, paths }: Readonly<{ url: string; paths: readonly string[] }>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answers: Timed[] = [];
  for (const path of paths) answers.push(await timeRequest(`${url}${path}`, agent));
  agent.destroy();
  return answers;
}

function timeRequest(url: string, agent: Agent): Promise<Timed> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent }, (reply) => {
      reply.on("error", reject);
      reply.on("end", () => resolve({ status: reply.statusCode ?? 0, ms: performance.now() - begun }));
      reply.resume();
    }).on("error", reject);
  });
}
