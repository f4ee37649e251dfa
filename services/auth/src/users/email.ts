/** The form of an e-mail address under which an account is known: no blanks around it, no capitals. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
