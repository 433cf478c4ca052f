// Stands for the session that your app already has. NOT SAFE TO COPY: anybody could write this cookie.
export interface User {
  /** The participantIdentifier of this user in your MyDataHelps project. */
  studyId: string;
}

export async function readSession(cookie: string | null): Promise<User | null> {
  const session = /(?:^|; )session=([\w-]+)/.exec(cookie ?? '')?.[1];
  return session === undefined ? null : { studyId: session };
}
