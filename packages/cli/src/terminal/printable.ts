/** Text of others for a terminal: what would steer it is shown as `\u001b`. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** The first characters of a text. */
export function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** An ISO time as it is read: `2026-11-21 15:20:11Z`. */
export function timeText(iso: string): string {
  return `${iso.slice(0, 19).replace("T", " ")}Z`;
}
