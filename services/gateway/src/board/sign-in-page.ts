import { createHash } from "node:crypto";
import type { FastifyReply } from "fastify";
import { BOARD_PATH } from "./session-cookie.ts";

export const SIGN_IN_PATH = `${BOARD_PATH}/sign-in`;

const style = `
:root { color-scheme: light dark; --page: #f4f5f7; --card: #fff; --text: #16191d; --muted: #59616c; --line: #c9ced6;
  --accent: #2f5bd7; --on-accent: #fff; --fault: #b3261e; --fault-page: #fdeceb; }
@media (prefers-color-scheme: dark) { :root { --page: #0f1216; --card: #181d23; --text: #eceff3; --muted: #9aa4b1;
  --line: #3a434e; --accent: #84a5ff; --on-accent: #0c1530; --fault: #ffb4ab; --fault-page: #3a1a18; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 1rem;
  background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 23rem; padding: 2rem; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
h1 { margin: 0; font-size: 1.375rem; line-height: 1.25; letter-spacing: -.01em; }
p { margin: .375rem 0 0; color: var(--muted); }
form { display: grid; gap: 1rem; margin-top: 1.5rem; }
label { display: grid; gap: .375rem; font-size: .875rem; font-weight: 600; }
input { width: 100%; padding: .625rem .75rem; border: 1px solid var(--line); border-radius: 8px; background: var(--page);
  color: inherit; font: inherit; font-size: 1rem; font-weight: 400; }
button { min-height: 2.75rem; border: 0; border-radius: 8px; background: var(--accent); color: var(--on-accent); font: inherit;
  font-weight: 600; cursor: pointer; }
button:hover { filter: brightness(1.08); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
[role="alert"] { margin-top: 1.25rem; padding: .625rem .75rem; border-radius: 8px; background: var(--fault-page); color: var(--fault); }
`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** Nothing but its own style and its own form. */
const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

type More = Readonly<{ fault?: string | undefined; email?: string }>;

/** Sends the page that whoever has no session sees in place of the board; a fault is shown above the form. */
export function sendSignInPage(reply: FastifyReply, status: number, more: More = {}): FastifyReply {
  return reply
    .code(status)
    .header("content-security-policy", contentSecurityPolicy)
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(pageOf(more));
}

function pageOf({ fault: text, email = "" }: More): string {
  const fault = text === undefined ? "" : `<p role="alert">${escaped(text)}</p>`;
  const focus = email === "" ? [" autofocus", ""] : ["", " autofocus"];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Sign in · Projectionist jobs</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Background jobs</h1>
<p>Sign in as an administrator of Projectionist.</p>
${fault}
<form method="post" action="${SIGN_IN_PATH}">
<label>E-mail
<input name="email" type="email" autocomplete="username" required maxlength="254" value="${escaped(email)}"${focus[0]}>
</label>
<label>Password
<input name="password" type="password" autocomplete="current-password" required maxlength="1024"${focus[1]}>
</label>
<button>Sign in</button>
</form>
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
