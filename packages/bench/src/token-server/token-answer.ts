// What the token endpoint of every client answers.

/** The plain answer, of an app's own authenticator. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in: number;
  readonly token_type: string;
}

/** An OAuth server's. */
export interface OAuthAnswer extends TokenAnswer {
  readonly refresh_token: string;
  readonly id_token: string;
  readonly scope: string;
}

/** A GoTrue server's, Supabase's, which says in its own time when the token ends. */
export interface GoTrueAnswer extends OAuthAnswer {
  readonly expires_at: number;
  readonly user: { readonly id: string };
}
