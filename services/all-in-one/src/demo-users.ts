/** Who can log in to a local start. The administrator's password is made at the first start. */
export const demoViewer = {
  id: "alice",
  email: "alice@example.com",
  password: "projectionist",
  displayName: "Alice",
} as const;

export const demoAdmin = { id: "admin", email: "admin@example.com", displayName: "Admin" } as const;
