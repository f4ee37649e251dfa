import type { Role, User } from "@projectionist/contracts";
import type { Collection, CollectionDefinition, Documents, Stored } from "@projectionist/stores";

/** An account; its id is the user's. Times in milliseconds since 1970. */
export type UserDocument = Readonly<{
  /** Normalised. */
  email: string;
  displayName: string;
  role: Role;
  /** PHC string. */
  passwordHash: string;
  createdAt: number;
}>;

export type Users = Collection<UserDocument>;

const definition: CollectionDefinition<UserDocument> = { name: "users", unique: [["email"]] };

export function openUsers(documents: Documents): Promise<Users> {
  return documents.collection(definition);
}

/** The account of a normalised e-mail address. */
export async function findByEmail(users: Users, email: string): Promise<Stored<UserDocument> | undefined> {
  const { items } = await users.find({ where: { email }, limit: 1 });
  return items[0];
}

/** The account as its owner sees it. */
export function userOf(id: string, { email, displayName, role, createdAt }: UserDocument): User {
  return { id, email, displayName, role, createdAt: new Date(createdAt).toISOString() };
}
