import type { Machine } from "./machine.ts";

/** One Redis on a machine, which goes on when the process ends. Its files are in `folder`, the append-only file too. */
export type RedisProcess = Readonly<{
  port: number;
  folder: string;
  /** Runs `redis-cli` with a line of shell behind it, and answers what it prints. */
  cli: (line: string) => Promise<string>;
}> &
  Pick<Machine, "start" | "stop" | "kill">;

/** A Redis that is not started yet; `settings` are arguments of `redis-server`, `--port` among them. */
export function redisProcess(
  run: Machine["run"],
  port: number,
  settings: readonly string[],
  password?: string,
): RedisProcess {
  const folder = `/data/${port}`;
  const asUser = password === undefined ? "" : `REDISCLI_AUTH=${quoted(password)} `;
  const command = `${asUser}redis-cli -s ${folder}/socket`;
  const files = `--dir ${folder} --pidfile ${folder}/pid --logfile ${folder}/log --unixsocket ${folder}/socket`;
  const login = password === undefined ? "" : `--requirepass ${quoted(password)}`;
  const keeping = `--save '' --appendonly yes --daemonize yes --protected-mode no`;

  const end = (signal: string) => {
    const gone = "! kill -0 $pid 2>/dev/null || grep -q 'State:.Z' /proc/$pid/status";
    return run(`pid=$(cat ${folder}/pid) && kill -${signal} $pid && ${until(gone)}`).then(() => {});
  };
  return {
    port,
    folder,
    cli: async (line) => (await run(`${command} ${line}`)).trim(),
    async start() {
      const serves = `${command} ping 2>&1 | grep -qE 'PONG|NOAUTH'`;
      await run(
        `mkdir -p ${folder} && redis-server ${files} ${keeping} ${login} ${settings.join(" ")} && ` +
          `(${until(serves)}) || { cat ${folder}/log; exit 1; }`,
      );
    },
    stop: () => end("TERM"),
    kill: () => end("KILL"),
  };
}

/** Shell that waits up to a minute for a condition. */
export function until(condition: string): string {
  return `for i in $(seq 1200); do ${condition} && exit 0; sleep 0.05; done; exit 1`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
