// What createEmulator gives back.
import type { EmulatorControls } from './emulator-controls.js';
import type { Faults } from './faults/faults.js';
import type { Participant } from './participant.js';
import type { ParticipantData } from './population/participant-data.js';
import type { ParticipantReading } from './population/reading.js';
import type { IssuedToken, TokenFilter } from './tokens/issued-tokens.js';

/** A local MyDataHelps. Everything it knows is in its own memory; any number run side by side. */
export interface Emulator extends EmulatorControls {
  /**
   * Answers a request without a server: give it to a client that takes a `fetch`. It needs no `this`. A caller whose
   * `signal` aborts is rejected with its reason.
   */
  fetch(this: void, input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /**
   * Listens on 127.0.0.1.
   *
   * @param port default 0, a free one
   * @returns the URL, as in `url`
   * @throws {EmulatorError} `port_in_use`, `listen_failed`, `closed`; `invalid_option` when it listens already
   */
  listen(port?: number): Promise<string>;
  /**
   * The base URL with a slash at its end, as the SDK wants it. The host is `localhost` (the SDK refuses messages of a
   * survey frame from `127.0.0.1`). Before `listen` it is a URL that only `fetch` answers.
   */
  readonly url: string;
  /** The token URL: the `aud` of an assertion. The same URL on `127.0.0.1` is accepted, too. */
  readonly tokenUrl: string;
  readonly serviceAccount: string;
  /** PKCS#1 PEM, as MyDataHelps Designer shows a key. */
  readonly privateKey: string;
  readonly projectId: string;
  /** In the order in which they were added; the administration API adds some while the emulator runs. */
  readonly participants: readonly Participant[];
  /**
   * A token for a test that is about something else than getting one: the answer of the token endpoint, ready for
   * `MyDataHelps.setParticipantAccessToken`.
   *
   * @param options.scope default `api`; names with one space between them
   * @param options.lifetimeSeconds default `tokenLifetimeSeconds`
   * @throws {EmulatorError} `invalid_option` when there is no such participant
   */
  issueToken(
    participantIdentifier: string,
    options?: { scope?: string; lifetimeSeconds?: number },
  ): { access_token: string; expires_in: number; token_type: 'Bearer' };
  /**
   * A participant's data. The lists are live: what pages write is found here, and what is pushed here the API answers
   * with.
   *
   * @throws {EmulatorError} `invalid_option` when there is no such participant
   */
  dataOf(participantIdentifier: string): ParticipantData;
  /**
   * Adds a reading to a participant's device data, or updates the one with the same type, identifier and dates.
   *
   * @throws {EmulatorError} `invalid_option` when there is no such participant, or a field is wrong
   */
  addReading(reading: ParticipantReading): void;
  /**
   * Lets time pass at once, for the emulator only: tokens age, and data come in for the days that follow. What the
   * emulator thinks of the clocks of its callers stays as it is, so that their assertions are accepted. Time never goes
   * back.
   *
   * @throws {EmulatorError} `invalid_option` unless it is a number above 0, at most 315,360,000 (ten years)
   */
  advance(seconds: number): void;
  /**
   * The access tokens issued so far, oldest first. Beyond 10,000 the oldest unusable ones are forgotten.
   */
  readonly issued: readonly IssuedToken[];
  /** What can be made to go wrong, while it runs. The same over HTTP under `/__emulator__/`. */
  readonly faults: Faults;
  /** Revokes the tokens that match, at once; all of them without a filter. Returns how many. */
  revoke(filter?: TokenFilter): number;
  /** Stops listening, cuts open connections and ends hung requests. Safe to call again. */
  close(): Promise<void>;
}
