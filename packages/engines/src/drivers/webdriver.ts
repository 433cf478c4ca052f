// W3C WebDriver over HTTP (https://www.w3.org/TR/webdriver2/): one session, whose commands go one after the other.

export interface WebDriverSession {
  readonly capabilities: { readonly browserName: string; readonly browserVersion: string };
  /** Runs a row of commands that no other row gets between. */
  inTurn<Result>(commands: (send: SendCommand) => Promise<Result>): Promise<Result>;
  end(): Promise<void>;
}

/** @param body left out for a command without one */
export type SendCommand = <Result = unknown>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
) => Promise<Result>;

/** @param address of the driver */
export async function openWebDriverSession(address: string, alwaysMatch: object): Promise<WebDriverSession> {
  interface NewSession {
    sessionId: string;
    capabilities: WebDriverSession['capabilities'];
  }
  const opened = await sendTo<NewSession>(`${address}/session`, 'POST', { capabilities: { alwaysMatch } });
  const root = `${address}/session/${opened.sessionId}`;
  let last: Promise<unknown> = Promise.resolve();
  const send: SendCommand = (method, path, body) => sendTo(`${root}${path}`, method, body);

  return {
    capabilities: opened.capabilities,
    inTurn(commands) {
      const row = last.then(() => commands(send));
      // One that fails is its caller's business; those behind it go on.
      last = row.catch(() => undefined);
      return row;
    },
    end: () => sendTo(root, 'DELETE'),
  };
}

async function sendTo<Result>(url: string, method: string, body?: object): Promise<Result> {
  const response = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: Result & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value.error}: ${value.message}`);
  return value;
}
