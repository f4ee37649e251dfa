/** Shows the steps of a start on a terminal, and one line per finished step elsewhere. */
export function createProgress(stream: NodeJS.WriteStream) {
  const width = 30;
  return {
    step(text: string): void {
      stream.write(`${text}\n`);
    },
    bar(text: string): (done: number, total: number) => void {
      return (done, total) => {
        const share = done / total;
        if (!stream.isTTY) {
          if (share >= 1) stream.write(`${text}\n`);
          return;
        }
        const full = Math.round(share * width);
        const end = share >= 1 ? "\n" : "";
        stream.write(`\r${text} ${"█".repeat(full)}${"░".repeat(width - full)} ${Math.round(share * 100)} %${end}`);
      };
    },
  };
}
