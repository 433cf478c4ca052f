// The same view in PHP, Java and C#, each against the internal endpoint.
import { join } from 'node:path';
import { freePort, startApp } from '../../../packages/authenticator-service/test/app-process.js';
import { commandThere, provide } from '../../../packages/authenticator-service/test/debian-package.js';
import type { OnEnd } from '../../../packages/authenticator-service/test/service-process.js';
import { checkSessionServer } from '../../../packages/authenticator-service/test/session-server-checks.js';

const folderOf = (name: string) => join(import.meta.dirname, '..', name);

async function startPhp(env: Record<string, string>, onEnd: OnEnd): Promise<string> {
  const php = await provide({ commands: ['php'], probe: ['--version'], debianPackage: 'php-cli' });
  const port = await freePort();
  const args = ['-S', `127.0.0.1:${port}`, 'index.php'];
  // The built-in server handles one request at a time otherwise.
  const variables = { PHP_CLI_SERVER_WORKERS: '2', ...env };
  return startApp({ command: php, args, cwd: folderOf('php'), env: variables, port }, onEnd);
}

async function startJava(env: Record<string, string>, onEnd: OnEnd): Promise<string> {
  const java = await provide({
    commands: ['java'],
    probe: ['--list-modules'],
    debianPackage: 'openjdk-17-jdk-headless',
  });
  const port = await freePort();
  const variables = { PORT: String(port), ...env };
  return startApp(
    { command: java, args: ['StudyPortal.java'], cwd: folderOf('java'), env: variables, port },
    onEnd,
  );
}

async function startAspNet(env: Record<string, string>, onEnd: OnEnd): Promise<string> {
  const port = await freePort();
  const variables = { ASPNETCORE_URLS: `http://127.0.0.1:${port}`, DOTNET_CLI_TELEMETRY_OPTOUT: '1', ...env };
  return startApp({ command: 'dotnet', args: ['run'], cwd: folderOf('aspnet'), env: variables, port }, onEnd);
}

checkSessionServer('PHP', startPhp);
checkSessionServer('Java', startJava);

// Neither Debian nor npm has the runtime.
if (await commandThere('dotnet', ['--version'])) checkSessionServer('ASP.NET Core', startAspNet);
else console.log('The ASP.NET Core recipe was not run: there is no dotnet command on this machine.');
