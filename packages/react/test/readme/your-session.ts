// Stands for an app's own session.
export interface Session {
  /** Of the signed-in session, such as a hash of its ID. */
  key: string;
}

export async function isSignedIn(): Promise<boolean> {
  return true;
}
