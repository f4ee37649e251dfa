/** The viewer that everybody can log in as in a demo. Production refuses to run with the account. */
export const demoViewer = {
  id: "alice",
  email: "alice@example.com",
  password: "projectionist",
  role: "viewer",
  displayName: "Alice",
} as const;

/** The administrator of a demo, whose password is made, and printed, at the start. */
export const demoAdmin = {
  id: "admin",
  email: "admin@example.com",
  role: "admin",
  displayName: "Administrator",
} as const;
